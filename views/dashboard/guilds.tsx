import type { Shell, SwitchableGuild } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { Badge, type BadgeTone } from '../ui/badge.tsx';
import { grouped } from '../ui/bytes.tsx';
import { Card, Empty, PageHeader } from '../ui/card.tsx';
import { Avatar } from '../ui/people.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Filters, type Tab } from '../ui/tabs.tsx';

export interface GuildRow extends SwitchableGuild {
  readonly memberCount: number;
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
  /** Where the bot is invited to a guild; null when that is not known. */
  inviteUrl: string | null;
}

/** `/admin/guilds` */
export function GuildsPage({ shell, query, filters, rows, inviteUrl }: GuildsPageProps) {
  const invite = inviteUrl ? { href: inviteUrl, label: 'Add the bot to a guild' } : undefined;
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
            invite ? (
              <a class="btn btn-primary" href={invite.href} safe>
                {invite.label}
              </a>
            ) : undefined
          }
        />
      }
    >
      <form class="search-form" method="get" role="search">
        <input
          class="form-control"
          type="search"
          name="q"
          value={query}
          placeholder="Name of a guild"
          aria-label="Name of a guild"
        />
        <button type="submit" class="btn">
          Search
        </button>
      </form>
      <Card
        title={`${grouped(rows.length)} ${rows.length === 1 ? 'guild' : 'guilds'}`}
        flush
        actions={<Filters tabs={filters} label="State" />}
      >
        {rows.length > 0 ? (
          <Table label="Guilds" columns={COLUMNS} rows={rows} />
        ) : (
          <Empty
            icon="guilds"
            text={query ? `No guild of yours is called «${query}».` : 'The bot is in no guild that you manage.'}
            action={query ? { href: '/admin/guilds', label: 'Show all guilds' } : invite}
            example={
              query ? undefined : 'You need the permission Manage Server in the guild, or Moderate Members to moderate.'
            }
          />
        )}
      </Card>
    </AdminLayout>
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
  { label: 'Members', figure: true, cell: ({ memberCount }) => <span safe>{grouped(memberCount)}</span> },
];
