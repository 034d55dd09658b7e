import type { Tally } from '../../../src/features/moderation/model.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Card, Empty } from '../../ui/card.tsx';
import { type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Pager } from '../../ui/table.tsx';
import { Filters } from '../../ui/tabs.tsx';
import { GuildFrame } from './frame.tsx';
import { CaseRow } from './moderation-parts.tsx';
import type { CaseLine } from './moderation-values.ts';

/** As they were typed; empty for what is not asked for. */
export interface CaseFilters {
  readonly q: string;
  readonly member: string;
  readonly moderator: string;
  readonly action: string;
  readonly status: string;
  readonly from: string;
  readonly to: string;
}

interface CasesPageProps {
  shell: Shell;
  guild: GuildRef;
  filters: CaseFilters;
  errors: Readonly<Record<string, string>>;
  lines: readonly CaseLine[];
  tally: Tally;
  actions: readonly Option[];
  newest: string | null;
  older: string | null;
}

const STATUSES = [
  ['', 'All'],
  ['open', 'Open'],
  ['active', 'Running'],
  ['resolved', 'Resolved'],
  ['failed', 'Failed'],
] as const;

/** `/admin/guilds/:id/moderation` */
export function CasesPage(props: CasesPageProps) {
  const { shell, guild, filters, errors, lines, tally, actions, newest, older } = props;
  const home = `/admin/guilds/${guild.id}/moderation`;
  const kept = Object.entries(filters).filter(([name, value]) => name !== 'status' && value !== '');
  const tabs = STATUSES.map(([status, label]) => ({
    href: `${home}?${new URLSearchParams([...kept, ...(status ? [['status', status]] : [])] as string[][])}`,
    label,
    current: filters.status === status,
  }));
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Moderation"
      lead="Everything that was done to somebody here, by whomever and wherever."
      actions={
        <a class="btn btn-primary" href={`${home}/new`}>
          <Icon name="plus" size={16} />
          New case
        </a>
      }
    >
      <div class="stack">
        <Search filters={filters} errors={errors} actions={actions} home={home} />
        <Card title="Cases" flush actions={<Filters tabs={tabs} label="Status" />}>
          <TallyLine tally={tally} />
          <CaseList lines={lines} home={home} now={shell.now} filtered={kept.length > 0 || filters.status !== ''} />
          <Pager newer={newest} older={older} newest />
        </Card>
      </div>
    </GuildFrame>
  );
}

type SearchProps = Pick<CasesPageProps, 'filters' | 'errors' | 'actions'> & { home: string };

/** Words first; the rest unfolds, and stays unfolded while it is used. */
function Search({ filters, errors, actions, home }: SearchProps) {
  const { q, member, moderator, action, status, from, to } = filters;
  const unfolded = [member, moderator, action, from, to].some((value) => value !== '');
  return (
    <form class="case-search" method="get" action={home} role="search" aria-label="Cases">
      <div class="case-words">
        <input
          class="form-control"
          type="search"
          name="q"
          value={q}
          placeholder="Reason, name or #12"
          aria-label="Reason, name or a case’s number"
          autocomplete="off"
        />
        {status === '' ? null : <input type="hidden" name="status" value={status} />}
        <button type="submit" class="btn">
          <Icon name="search" size={16} />
          Search
        </button>
      </div>
      <details class="case-more" open={unfolded}>
        <summary>More filters</summary>
        <div class="case-filters">
          <TextField name="member" label="Member" placeholder="Name or id" value={member} error={errors.member} />
          <TextField
            name="moderator"
            label="Moderator"
            placeholder="Name or id"
            value={moderator}
            error={errors.moderator}
          />
          <SelectField
            name="action"
            label="Action"
            value={action}
            options={[{ value: '', label: 'Every action' }, ...actions]}
          />
          <TextField name="from" label="From" type="date" value={from} error={errors.from} />
          <TextField name="to" label="To" type="date" value={to} error={errors.to} />
          <div class="case-filter-end">
            <button type="submit" class="btn">
              Filter
            </button>
            {unfolded ? (
              <a class="btn btn-quiet" href={home}>
                Clear
              </a>
            ) : null}
          </div>
        </div>
      </details>
    </form>
  );
}

const plural = (amount: number, noun: string) => `${grouped(amount)} ${amount === 1 ? noun : `${noun}s`}`;

/** Kept up to date by the page's stream. */
export function TallyLine({ tally: { total, week, timeouts, bans, failed } }: { tally: Tally }) {
  const parts = [...(timeouts > 0 ? [plural(timeouts, 'timeout')] : []), ...(bans > 0 ? [plural(bans, 'ban')] : [])];
  const running: string = parts.length > 0 ? `${parts.join(' and ')} running` : 'Nothing is running';
  return (
    <p class="case-tally" id="tally">
      <span>
        <strong safe>{grouped(week)}</strong> in the last 7 days
      </span>
      <span safe>{running}</span>
      {failed > 0 ? <span class="loss" safe>{`${grouped(failed)} failed`}</span> : null}
      <span class="text-secondary" safe>{`${grouped(total)} in all`}</span>
    </p>
  );
}

interface CaseListProps {
  lines: readonly CaseLine[];
  home: string;
  now: number;
  filtered: boolean;
}

/** Kept up to date by the page's stream. */
export function CaseList({ lines, home, now, filtered }: CaseListProps) {
  return (
    <div id="cases">
      {lines.length > 0 ? (
        <ol class="cases">
          {lines.map((line) => (
            <CaseRow line={line} home={home} now={now} />
          ))}
        </ol>
      ) : filtered ? (
        <Empty
          icon="search"
          text="No case fits. Search for fewer words, or take a filter away."
          action={{ href: home, label: 'Show all cases' }}
        />
      ) : (
        <Empty
          icon="gavel"
          text="When somebody is warned, timed out, kicked or banned, by a command, a rule or Discord’s own menus, it is kept here with a number."
          action={{ href: `${home}/new`, label: 'Open the first case' }}
          example="In Discord: /mod warn user:@max reason:Job ads"
        />
      )}
    </div>
  );
}
