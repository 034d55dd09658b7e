/** `smarter-dev-20261123T143000Z.backup` */
const NAME = /^smarter-dev-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/;
const DAY = 86_400_000;

export interface Keep {
  /** Days of which the last backup stays. */
  readonly daily: number;
  /** Weeks, from Monday, of which the last backup stays. */
  readonly weekly: number;
}

/** @param time epoch milliseconds */
export function backupName(time: number): string {
  const stamp = new Date(time).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `smarter-dev-${stamp}.backup`;
}

/** When a backup of this name was taken, in epoch milliseconds; null for a file of another name. */
export function timeOf(name: string): number | null {
  const [, ...parts] = NAME.exec(name) ?? [];
  if (parts.length === 0) return null;
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...rest);
}

/** Which files may go. The newest always stays, and so does every file of another name. */
export function outdated(names: readonly string[], { daily, weekly }: Keep): string[] {
  const dated = names
    .flatMap((name) => {
      const time = timeOf(name);
      return time === null ? [] : [{ name, day: Math.floor(time / DAY), time }];
    })
    .sort((one, other) => other.time - one.time);
  const days = lastOfEach(dated, ({ day }) => day, daily);
  // Day 0 was a Thursday.
  const weeks = lastOfEach(dated, ({ day }) => Math.floor((day + 3) / 7), weekly);
  const kept = new Set([...dated.slice(0, 1), ...days, ...weeks]);
  return dated.filter((one) => !kept.has(one)).map(({ name }) => name);
}

/** The newest of each period, for the given number of periods that have any. */
function lastOfEach<T>(newestFirst: readonly T[], period: (one: T) => number, periods: number): T[] {
  const last = new Map<number, T>();
  for (const one of newestFirst) if (!last.has(period(one))) last.set(period(one), one);
  return [...last.values()].slice(0, periods);
}
