import type { ForecastDay } from '../../../src/features/economy/rules.ts';
import { RoleChip, type RoleRef } from '../../ui/badge.tsx';
import { Bytes, bytesText, grouped } from '../../ui/bytes.tsx';
import { Card } from '../../ui/card.tsx';
import { AreaChart } from '../../ui/chart.tsx';
import { Member, type MemberRef } from '../../ui/people.tsx';

/** When a daily member gets a role. */
export interface RoleCrossing {
  readonly role: RoleRef;
  /** Lifetime bytes at which it is given. */
  readonly amount: number;
  /** Day of the streak, from 1; null: not within the year. */
  readonly day: number | null;
}

export interface BytesForecast {
  /** One entry a day; empty while the form cannot be read. */
  readonly days: readonly ForecastDay[];
  readonly crossings: readonly RoleCrossing[];
  /** Null when nothing was paid lately, or while the form cannot be read. */
  readonly hindsight: BytesHindsight | null;
}

/** The top of the leaderboard, had the dailies of the last days been paid by the form. */
export interface BytesHindsight {
  readonly days: number;
  /** What all of them were paid in that time, and would have been. */
  readonly paid: number;
  readonly due: number;
  readonly top: readonly {
    readonly rank: number;
    readonly rankNow: number;
    readonly member: MemberRef;
    readonly balance: number;
    /** What they have. */
    readonly now: number;
  }[];
}

/** Answers to every change of the form. */
export function BytesPreview({ forecast: { days, crossings, hindsight } }: { forecast: BytesForecast }) {
  const last = days.at(-1);
  return (
    <aside class="preview" id="bytes-preview" aria-label="Preview">
      <Card
        title="A member who never misses a day"
        hint={last ? `${bytesText(last.total)} in ${grouped(last.day)} days` : undefined}
      >
        {last ? (
          <Curve days={days} crossings={crossings} />
        ) : (
          <p class="mb-0">The curve appears when every number is right.</p>
        )}
        {crossings.length > 0 ? <Crossings crossings={crossings} /> : null}
      </Card>
      {hindsight ? <HindsightCard hindsight={hindsight} /> : null}
    </aside>
  );
}

function Curve({ days, crossings }: Pick<BytesForecast, 'days' | 'crossings'>) {
  return (
    <AreaChart
      id="forecast"
      title="Bytes earned by dailies"
      description={`What a member who claims every day has earned, over ${grouped(days.length)} days.`}
      points={days.map(({ day, total }) => ({ label: `Day ${grouped(day)}`, value: total }))}
      marks={crossings.flatMap(({ day, role }) => (day ? [{ at: day - 1, label: role.name }] : []))}
    />
  );
}

function Crossings({ crossings }: { crossings: readonly RoleCrossing[] }) {
  return (
    <ul class="crossings">
      {crossings.map(({ role, amount, day }) => (
        <li>
          <RoleChip role={role} />
          <span class="text-secondary" safe>
            {`at ${grouped(amount)}`}
          </span>
          <span class="figure">{day ? `day ${grouped(day)}` : 'not within a year'}</span>
        </li>
      ))}
    </ul>
  );
}

function HindsightCard({ hindsight: { days, paid, due, top } }: { hindsight: BytesHindsight }) {
  return (
    <Card title={`The top, had these settings paid the last ${grouped(days)} days`} flush>
      <ol class="top hindsight">
        {top.map(({ rank, rankNow, member, balance, now }) => (
          <li>
            <span class="top-rank">{rank}</span>
            <Member member={member} />
            <Moved by={rankNow - rank} />
            <span class="hindsight-figures">
              <Bytes amount={balance} />
              <small class="text-secondary" safe>{`has ${grouped(now)}`}</small>
            </span>
          </li>
        ))}
      </ol>
      <p class="hindsight-sum text-secondary" safe>
        {paid === due
          ? `Today’s first hundred would have earned the ${bytesText(paid)} that they did.`
          : `Today’s first hundred would have earned ${bytesText(due)} by dailies; it was ${grouped(paid)}.`}
      </p>
    </Card>
  );
}

/** Places up or down. */
function Moved({ by }: { by: number }) {
  if (by === 0) return null;
  const places = Math.abs(by) === 1 ? 'place' : 'places';
  return (
    <span class={by > 0 ? 'gain' : 'loss'}>
      <span aria-hidden="true" safe>{`${by > 0 ? '▲' : '▼'} ${grouped(Math.abs(by))}`}</span>
      <span class="visually-hidden" safe>{`${grouped(Math.abs(by))} ${places} ${by > 0 ? 'up' : 'down'}`}</span>
    </span>
  );
}
