import type { Shell, SwitchableGuild } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import { grouped } from '../ui/bytes.tsx';
import { Card, Empty, Note, PageHeader } from '../ui/card.tsx';
import { Avatar } from '../ui/people.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Filters, type Tab } from '../ui/tabs.tsx';

export interface GuildRow extends SwitchableGuild {
  /** Null while Discord does not say. */
  readonly memberCount: number | null;
  /** `defaults`: nobody changed anything yet; `attention`: something is missing, see `detail`. */
  readonly status: 'configured' | 'defaults' | 'attention';
  /** `Role «Helper» is gone`; null when there is nothing to say. */
  readonly detail: string | null;
}

interface GuildsPageProps {
  shell: Shell;
  /** What was searched for; empty for all. */
  query: string;
  filters: readonly Tab[];
  rows: readonly GuildRow[];
  /** Which settings are asked for; kept while searching. */
  status: GuildRow['status'] | null;
  /** Why something is not shown; null when all is. */
  problem: string | null;
  /** Where the bot is invited to a guild; null when that is not known. */
  inviteUrl: string | null;
}

/** `/admin/guilds` */
export function GuildsPage(props: GuildsPageProps) {
  const { shell, query, filters, rows, status, problem, inviteUrl } = props;
  return (
    <AdminLayout
      {...shell}
      title="Guilds"
      crumbs={[]}
      heading={
        <PageHeader
          title="Guilds"
          lead="Guilds that the bot is in and that you may manage or moderate."
          actions={
            inviteUrl ? (
              <a class="btn btn-primary" href={inviteUrl}>
                Add the bot to a guild
              </a>
            ) : undefined
          }
        />
      }
    >
      {problem ? <Note tone="warning" text={problem} /> : null}
      <SearchForm query={query} label="Name of a guild">
        {status ? <input type="hidden" name="status" value={status} /> : null}
      </SearchForm>
      <Card
        title={`${grouped(rows.length)} ${rows.length === 1 ? 'guild' : 'guilds'}`}
        flush
        actions={<Filters tabs={filters} label="State" />}
      >
        {rows.length > 0 ? <Table label="Guilds" columns={COLUMNS} rows={rows} /> : <NoGuilds {...props} />}
      </Card>
    </AdminLayout>
  );
}

function NoGuilds({ query, status, problem, inviteUrl }: GuildsPageProps) {
  if (problem) return <Empty icon="guilds" text="The list comes back as soon as Discord answers." />;
  if (query || status) {
    const text = query ? `No guild of yours is called «${query}».` : 'No guild of yours is in that state.';
    return <Empty icon="guilds" text={text} action={{ href: '/admin/guilds', label: 'Show all guilds' }} />;
  }
  return (
    <Empty
      icon="guilds"
      text="The bot is in no guild that you manage."
      action={inviteUrl ? { href: inviteUrl, label: 'Add the bot to a guild' } : undefined}
      example="You need the permission Manage Server in the guild, or Moderate Members to moderate."
    />
  );
}

const STATUS: Readonly<Record<GuildRow['status'], { tone: BadgeTone; text: string }>> = {
  configured: { tone: 'success', text: 'Configured' },
  defaults: { tone: 'neutral', text: 'Standard settings' },
  attention: { tone: 'warning', text: 'Needs attention' },
};

const COLUMNS: readonly Column<GuildRow>[] = [
  {
    label: 'Guild',
    cell: ({ id, name, iconUrl }) => (
      <span class="who">
        <Avatar name={name} url={iconUrl} square />
        <a href={`/admin/guilds/${id}`}>
          <span class="who-name" safe>
            {name}
          </span>
        </a>
      </span>
    ),
  },
  {
    label: 'Settings',
    cell: ({ status, detail }) => (
      <span>
        <Badge {...STATUS[status]} />
        {detail ? <small safe>{detail}</small> : null}
      </span>
    ),
  },
  { label: 'You are', cell: ({ right }) => <span>{right}</span> },
  {
    label: 'Members',
    figure: true,
    cell: ({ memberCount }) => <span safe>{memberCount === null ? '–' : grouped(memberCount)}</span>,
  },
];
