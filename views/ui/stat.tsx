import { Badge } from './badge.tsx';
import { grouped } from './bytes.tsx';
import { Sparkline } from './chart.tsx';

/** One figure of an overview. */
export interface Stat {
  readonly label: string;
  readonly value: number;
  /** The same figure at this time a week ago; null when there was none. */
  readonly lastWeek: number | null;
  /** Oldest first; the last is today. */
  readonly series: readonly number[];
  readonly href?: string | undefined;
}

/** Figures side by side, refreshed in place by the page's stream. */
export function Stats({ stats, label }: { stats: readonly Stat[]; label: string }) {
  return (
    <ul class="stats" id="stats" aria-label={label}>
      {stats.map((stat) => (
        <StatCard stat={stat} />
      ))}
    </ul>
  );
}

/** The figure, the change against last week and the days between. */
function StatCard({ stat }: { stat: Stat }) {
  const { label, value, series, href } = stat;
  return (
    <li class="card stat">
      <h2 class="stat-label">
        {href ? (
          <a href={href} safe>
            {label}
          </a>
        ) : (
          <span safe>{label}</span>
        )}
      </h2>
      <p class="stat-value" safe>
        {grouped(value)}
      </p>
      <p class="stat-change">
        <ChangeBadge stat={stat} />
      </p>
      <Sparkline
        values={series}
        label={`${label}, the last ${series.length} days: ${series.map(grouped).join(', ')}`}
      />
    </li>
  );
}

function ChangeBadge({ stat: { value, lastWeek } }: { stat: Stat }) {
  if (lastWeek === null) return <span class="text-secondary">No week to compare with yet</span>;
  if (lastWeek === value) return <span class="text-secondary">Same as last week</span>;
  const change = lastWeek === 0 ? `+${grouped(value)}` : percent(value / lastWeek - 1);
  return (
    <>
      <Badge tone={value > lastWeek ? 'success' : 'danger'} text={change} />{' '}
      <span class="text-secondary">against last week</span>
    </>
  );
}

function percent(ratio: number): string {
  const whole = Math.round(ratio * 100);
  return `${whole > 0 ? '+' : '−'}${grouped(Math.abs(whole))} %`;
}
