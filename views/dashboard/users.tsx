import type { Account } from '../../src/features/economy/model.ts';
import type { Case } from '../../src/features/moderation/model.ts';
import type { GuildRef, Shell } from '../layouts/admin/props.ts';
import { AdminLayout } from '../layouts/admin.tsx';
import { Badge, RoleChip, type RoleRef } from '../ui/badge.tsx';
import { Bytes, days, grouped } from '../ui/bytes.tsx';
import { Card, Empty, Note, PageHeader } from '../ui/card.tsx';
import { CopyId } from '../ui/copy.tsx';
import { Avatar, Member, type MemberRef } from '../ui/people.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { type Column, Pager, Table } from '../ui/table.tsx';
import { RelativeTime } from '../ui/time.tsx';
import { type LedgerPage, LedgerTable } from './ledger.tsx';

/** Somebody found, with the guilds they were found in. */
export interface FoundUser {
  readonly member: MemberRef;
  readonly username: string;
  readonly guilds: readonly string[];
}

interface UsersPageProps {
  shell: Shell;
  query: string;
  found: readonly FoundUser[];
  /** Why the list is short: Discord did not answer, say. */
  problem: string | null;
}

/** `/admin/users`: one box for a name, an id or a mention. */
export function UsersPage({ shell, query, found, problem }: UsersPageProps) {
  return (
    <AdminLayout
      {...shell}
      title="Users"
      crumbs={[]}
      heading={<PageHeader title="Users" lead="Members of the guilds that you manage or moderate." />}
    >
      <SearchForm
        query={query}
        label="Name, id or mention"
        placeholder="Name, id or @mention"
        submit="Look up"
        primary
      />
      <div class="stack">
        {problem ? <Note tone="warning" text={problem} /> : null}
        {query === '' ? (
          <Card title="Look somebody up" flush>
            <Empty
              icon="people"
              text="See somebody’s balances and every byte that they got or gave."
              example="For example: ada, 204255221017214977 or <@204255221017214977>"
            />
          </Card>
        ) : (
          <Card title={`${grouped(found.length)} found`} flush>
            {found.length > 0 ? (
              <Table label="Found members" columns={FOUND} rows={found} />
            ) : (
              <Empty
                icon="search"
                text={`Nobody in your guilds is called «${query}».`}
                example="Parts of a name are enough."
              />
            )}
          </Card>
        )}
      </div>
    </AdminLayout>
  );
}

const FOUND: readonly Column<FoundUser>[] = [
  {
    label: 'Member',
    cell: ({ member, username }) => (
      <Member
        member={member}
        href={`/admin/users/${member.id}`}
        note={username === member.name ? undefined : `@${username}`}
      />
    ),
  },
  { label: 'Guilds', cell: ({ guilds }) => <span safe>{guilds.join(', ')}</span> },
];

/** What is known about somebody in one guild. */
export interface UserInGuild {
  readonly guild: GuildRef;
  readonly displayName: string;
  readonly roles: readonly RoleRef[];
  /** Null: never had bytes there. */
  readonly account: Account | null;
  readonly departed: boolean;
}

/** What was done to somebody in one guild. */
export interface UserCase extends Pick<Case, 'number' | 'action' | 'reason' | 'resolved'> {
  readonly guild: GuildRef;
  readonly at: number;
  readonly failed: boolean;
}

interface UserPageProps {
  shell: Shell;
  user: {
    readonly id: string;
    readonly username: string;
    readonly displayName: string;
    readonly avatarUrl: string | null;
  };
  /** Epoch milliseconds. */
  createdAt: number;
  /** Discord did not answer: name and picture are those of last time. */
  stale: boolean;
  places: readonly UserInGuild[];
  ledger: LedgerPage | null;
  /** Newest first, of the guilds that the viewer manages or moderates. */
  cases: readonly UserCase[];
}

/** `/admin/users/:id` */
export function UserPage({ shell, user, createdAt, stale, places, ledger, cases }: UserPageProps) {
  return (
    <AdminLayout
      {...shell}
      title={user.displayName}
      crumbs={[{ label: 'Users', href: '/admin/users' }, { label: user.displayName }]}
      heading={
        <div class="profile">
          <Avatar name={user.displayName} id={user.id} url={user.avatarUrl} size="large" />
          <PageHeader
            title={user.displayName}
            lead={`@${user.username}`}
            actions={<CopyId id={user.id} label="Copy the user’s id" />}
          />
        </div>
      }
    >
      <div class="stack">
        {stale ? (
          <Note
            tone="warning"
            text="Discord does not answer right now: name, picture and roles are those of last time."
          />
        ) : null}
        <p class="text-secondary mb-0">
          On Discord since <RelativeTime at={createdAt} now={shell.now} />
        </p>
        <Card title="In your guilds" flush>
          {places.length > 0 ? (
            <Table label="Guilds" columns={PLACES} rows={places} />
          ) : (
            <Empty icon="guilds" text="In none of the guilds that you manage." />
          )}
        </Card>
        <CasesCard cases={cases} places={places} userId={user.id} now={shell.now} />
        {ledger ? (
          <Card title={`Bytes in ${ledger.guild.name}`} flush>
            {ledger.entries.length > 0 ? (
              <LedgerTable entries={ledger.entries} faces={ledger.faces} now={shell.now} of={user.id} />
            ) : (
              <Empty icon="transfer" text="No byte has moved yet." />
            )}
            <Pager newer={ledger.newer} older={ledger.older} />
          </Card>
        ) : null}
      </div>
    </AdminLayout>
  );
}

interface CasesCardProps extends Pick<UserPageProps, 'cases' | 'places'> {
  userId: string;
  now: number;
}

/** What moderators did, each case with its page; everything is on the guild’s page of this person. */
function CasesCard({ cases, places, userId, now }: CasesCardProps) {
  const guilds = new Map([...places, ...cases].map(({ guild }) => [guild.id, guild]));
  const pageOf = (guildId: string) => `/admin/guilds/${guildId}/moderation`;
  return (
    <Card
      title="Moderation history"
      flush
      actions={
        <div class="person-buttons">
          {[...guilds.values()].map(({ id, name }) => (
            <a class="btn btn-sm" href={`${pageOf(id)}/members/${userId}`} safe>
              {guilds.size === 1 ? 'Everything and actions' : name}
            </a>
          ))}
        </div>
      }
    >
      {cases.length > 0 ? (
        <Table
          label="Cases"
          rows={cases}
          columns={[
            {
              label: 'Case',
              cell: ({ guild, number, action }) => (
                <a href={`${pageOf(guild.id)}/cases/${number}`} safe>{`#${number} ${ACTION_NAMES[action]}`}</a>
              ),
            },
            { label: 'Reason', cell: ({ reason }) => <span safe>{reason ?? '–'}</span> },
            { label: 'Guild', cell: ({ guild }) => <span safe>{guild.name}</span> },
            {
              label: 'State',
              cell: ({ failed, resolved }) =>
                failed ? (
                  <Badge tone="danger" text="Failed" />
                ) : resolved ? (
                  <Badge tone="success" text="Resolved" />
                ) : (
                  <Badge text="Open" />
                ),
            },
            { label: 'When', cell: ({ at }) => <RelativeTime at={at} now={now} /> },
          ]}
        />
      ) : (
        <Empty
          icon="shieldCheck"
          text="Nothing was ever done to this person in the guilds that you manage or moderate."
        />
      )}
    </Card>
  );
}

const ACTION_NAMES = {
  ...{ warn: 'Warning', timeout: 'Timeout', untimeout: 'Timeout lifted', kick: 'Kick', ban: 'Ban' },
  ...{ unban: 'Ban lifted', softban: 'Softban', note: 'Note' },
} as const satisfies Record<Case['action'], string>;

const PLACES: readonly Column<UserInGuild>[] = [
  {
    label: 'Guild',
    cell: ({ guild, displayName, departed }) => (
      <span>
        <a href={`?guild=${guild.id}`} safe>
          {guild.name}
        </a>
        <small safe>{departed ? 'left the guild' : displayName}</small>
      </span>
    ),
  },
  {
    label: 'Roles',
    cell: ({ roles }) => (
      <span class="chips">
        {roles.length === 0 ? <span class="text-secondary">none</span> : null}
        {roles.map((role) => (
          <RoleChip role={role} />
        ))}
      </span>
    ),
  },
  {
    label: 'Streak',
    figure: true,
    cell: ({ account }) => <span>{account ? days(account.streak) : '–'}</span>,
  },
  {
    label: 'Balance',
    figure: true,
    cell: ({ account }) => (account ? <Balance account={account} /> : <span>–</span>),
  },
];

function Balance({ account }: { account: Account }) {
  return (
    <span>
      <Bytes amount={account.balance} />
      {account.optedOut ? <Badge text="opted out" /> : null}
    </span>
  );
}
