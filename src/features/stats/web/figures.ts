import type { Stat } from '../../../../views/ui/stat.tsx';
import type { DayTally, Tally } from '../model.ts';

const FIGURES = [
  ['people', 'People active today'],
  ['moved', 'Bytes sent today'],
  ['minted', 'Bytes earned today'],
  ['entries', 'Entries in the ledger today'],
] as const satisfies readonly (readonly [keyof Tally, string])[];

interface Sums {
  readonly today: Tally;
  readonly lastWeek: Tally;
  readonly days: readonly DayTally[];
}

/** Today against the same day last week; the comparison is left out where there was no such day. */
export function statsOf({ today, lastWeek, days }: Sums): Stat[] {
  const begun = days.some(({ daysAgo, entries }) => daysAgo >= 7 && entries > 0);
  return FIGURES.map(([figure, label]) => ({
    label,
    value: today[figure],
    lastWeek: begun ? lastWeek[figure] : null,
    series: days.map((day) => day[figure]),
  }));
}
