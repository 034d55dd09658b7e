import type { Shell } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { Icon } from '../layouts/icons.tsx';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import { Card, Empty, Note, PageHeader } from '../ui/card.tsx';
import { Feed, type FeedItem } from '../ui/feed.tsx';
import { type Stat, Stats } from '../ui/stat.tsx';
import { Pager } from '../ui/table.tsx';
import { Filters, type Tab } from '../ui/tabs.tsx';

/** A part that this instance depends on. */
export interface HealthPart {
  readonly name: string;
  readonly state: 'ok' | 'degraded' | 'down';
  /** `2 ms`, `shard 0: 41 ms, last event 3 s ago`. */
  readonly detail: string;
}

/** Something that somebody should see to. */
export interface Need {
  readonly title: string;
  readonly detail: string;
  readonly action: { readonly href: string; readonly label: string };
}

interface OverviewPageProps {
  shell: Shell;
  stats: readonly Stat[];
  health: readonly HealthPart[];
  needs: readonly Need[];
  /** Why something is not shown; null when all is. */
  problem: string | null;
  feed: readonly FeedItem[];
  filters: readonly Tab[];
  /** Addresses of the feed's pages. */
  newer: string | null;
  older: string | null;
}

/** `/admin`: is everything well, and what happened. */
export function OverviewPage(props: OverviewPageProps) {
  const { shell, stats, health, needs, problem, feed, filters, newer, older } = props;
  return (
    <AdminLayout
      {...shell}
      title="Overview"
      crumbs={[]}
      heading={<PageHeader title="Overview" lead={summary(health, needs)} />}
    >
      <div class="stack">
        {problem ? <Note tone="warning" text={problem} /> : null}
        <Stats stats={stats} label="Today" />
        <HealthStrip parts={health} />
        <Needs needs={needs} />
        <Card
          title="What happens"
          flush
          actions={filters.length > 0 ? <Filters tabs={filters} label="Kind of event" /> : undefined}
        >
          <Feed items={feed} now={shell.now} />
          <Empty
            icon="activity"
            text="Bytes that move, settings that change and people who sign in appear here as it happens."
            example="For example: Ada sent 50 bytes to Grace."
          />
          <Pager newer={newer} older={older} newest />
        </Card>
      </div>
    </AdminLayout>
  );
}

function summary(health: readonly HealthPart[], needs: readonly Need[]): string {
  const down = health.filter(({ state }) => state === 'down').map(({ name }) => name);
  if (down.length > 0) return `${down.join(' and ')} ${down.length === 1 ? 'is' : 'are'} down.`;
  const weak = health.filter(({ state }) => state === 'degraded').map(({ name }) => name);
  if (weak.length > 0) return `${weak.join(' and ')} ${weak.length === 1 ? 'needs' : 'need'} a look; the rest runs.`;
  if (needs.length > 0)
    return `Everything runs; ${needs.length === 1 ? 'one thing needs' : `${needs.length} things need`} you.`;
  return 'Everything runs and nothing needs you.';
}

const HEALTH: Readonly<Record<HealthPart['state'], { tone: BadgeTone; word: string }>> = {
  ok: { tone: 'success', word: 'OK' },
  degraded: { tone: 'warning', word: 'Limited' },
  down: { tone: 'danger', word: 'Down' },
};

/** Refreshed in place by the page's stream. */
export function HealthStrip({ parts }: { parts: readonly HealthPart[] }) {
  return (
    <ul class="health card" id="health" aria-label="Health">
      {parts.map(({ name, state, detail }) => (
        <li>
          <Badge tone={HEALTH[state].tone} text={HEALTH[state].word} />
          <strong safe>{name}</strong>
          <span class="text-secondary" safe>
            {detail}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Refreshed in place by the page's stream; empty when nothing needs anybody. */
export function Needs({ needs }: { needs: readonly Need[] }) {
  return <div id="needs">{needs.length > 0 ? <NeedsCard needs={needs} /> : null}</div>;
}

function NeedsCard({ needs }: { needs: readonly Need[] }) {
  return (
    <Card title="Needs you" flush>
      <ul class="needs">
        {needs.map(({ title, detail, action }) => (
          <li>
            <Icon name="warning" size={18} />
            <span class="needs-text">
              <strong safe>{title}</strong>
              <span class="text-secondary" safe>
                {detail}
              </span>
            </span>
            <a class="btn btn-sm" href={action.href} safe>
              {action.label}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
