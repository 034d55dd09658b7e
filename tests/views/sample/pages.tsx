import { LoginPage } from '../../../views/auth/login.tsx';
import { ConfirmPage } from '../../../views/dashboard/confirm.tsx';
import { GuildsPage } from '../../../views/dashboard/guilds.tsx';
import { MePage } from '../../../views/dashboard/me.tsx';
import { OverviewPage } from '../../../views/dashboard/overview.tsx';
import { SearchPage } from '../../../views/dashboard/search.tsx';
import { UserPage, UsersPage } from '../../../views/dashboard/users.tsx';
import { ErrorPage } from '../../../views/pages/error.tsx';
import { GUILD_PAGES } from './guild-pages.tsx';
import { PartsPage } from './parts-page.tsx';
import { SETTINGS_PAGES } from './settings-pages.tsx';
import {
  ACCOUNT,
  ADA,
  asset,
  DAY,
  FEED,
  FEED_FILTERS,
  faces,
  GRACE,
  GUILD,
  HITS,
  HOSTILE,
  LEDGER,
  MALLORY,
  NOW,
  ROLES,
  STATS,
  shellOf,
} from './world.ts';

const guildPath = `/admin/guilds/${GUILD.id}`;

const error =
  (status: number, title: string, detail: string, thrown: string | null = null) =>
  () => (
    <ErrorPage
      asset={asset}
      thrown={thrown}
      problem={{ status, code: 'sample', title, detail, request_id: '0193a2-77f' }}
    />
  );

/** Every page by a name, with rich and hostile data unless the name says otherwise. */
export const PAGES: Readonly<Record<string, () => JSX.Element>> = {
  overview: () => (
    <OverviewPage
      shell={shellOf('/admin', { notice: { tone: 'success', text: 'Settings saved.' } })}
      stats={STATS}
      health={[
        { name: 'Database', state: 'ok', detail: '2 ms' },
        { name: 'Redis', state: 'degraded', detail: '420 ms' },
        { name: 'Shard 0', state: 'ok', detail: '41 ms, last event 3 s ago' },
      ]}
      needs={[
        {
          title: 'The role Helper is gone from Python Builders',
          detail: 'Members who reach 500 bytes get no role.',
          action: { href: `${guildPath}/bytes`, label: 'Choose a role' },
        },
        { title: HOSTILE, detail: HOSTILE, action: { href: '/admin', label: 'Look' } },
      ]}
      feed={FEED}
      filters={FEED_FILTERS}
      problem={null}
      newer={null}
      older="?before=5"
    />
  ),
  live: () => (
    <OverviewPage
      shell={{ ...shellOf('/admin'), live: '/stream', follows: true }}
      stats={STATS}
      health={[]}
      needs={[]}
      problem={null}
      feed={FEED}
      filters={[]}
      newer={null}
      older={null}
    />
  ),
  'overview-empty': () => (
    <OverviewPage
      shell={{ ...shellOf('/admin'), devMode: false, guilds: [] }}
      stats={STATS.map((stat) => ({ ...stat, value: 0, lastWeek: null, series: [] }))}
      health={[{ name: 'Database', state: 'down', detail: 'no answer for 40 s' }]}
      needs={[]}
      feed={[]}
      filters={[]}
      problem="Discord does not answer."
      newer={null}
      older={null}
    />
  ),
  guilds: () => (
    <GuildsPage
      shell={shellOf('/admin/guilds')}
      query=""
      filters={FEED_FILTERS}
      status={null}
      problem={null}
      inviteUrl="https://discord.com/oauth2/authorize?client_id=1"
      rows={[
        { ...GUILD, right: 'manager', memberCount: 12_840, status: 'configured', detail: null },
        {
          id: '1',
          name: HOSTILE,
          iconUrl: null,
          right: 'moderator',
          memberCount: 1,
          status: 'attention',
          detail: `The role ${HOSTILE} is gone`,
        },
        {
          id: '2',
          name: 'Rustaceans',
          iconUrl: null,
          right: 'manager',
          memberCount: 310,
          status: 'defaults',
          detail: null,
        },
      ]}
    />
  ),
  'guilds-empty': () => (
    <GuildsPage
      shell={shellOf('/admin/guilds')}
      query={HOSTILE}
      filters={[]}
      status={null}
      problem={null}
      inviteUrl={null}
      rows={[]}
    />
  ),
  parts: () => <PartsPage />,
  ...GUILD_PAGES,
  ...SETTINGS_PAGES,
  users: () => (
    <UsersPage
      shell={shellOf('/admin/users')}
      query="a"
      problem="Discord answers slowly: only members who wrote lately are found."
      found={[
        { member: ADA, username: 'ada', guilds: [GUILD.name, 'Rustaceans'] },
        { member: MALLORY, username: HOSTILE, guilds: [HOSTILE] },
      ]}
    />
  ),
  'users-start': () => <UsersPage shell={shellOf('/admin/users')} query="" problem={null} found={[]} />,
  'users-none': () => <UsersPage shell={shellOf('/admin/users')} query={HOSTILE} problem={null} found={[]} />,
  user: () => (
    <UserPage
      shell={shellOf(`/admin/users/${GRACE.id}`)}
      user={{ id: GRACE.id, username: 'grace', displayName: HOSTILE, avatarUrl: null }}
      createdAt={NOW - 900 * DAY}
      stale
      places={[
        { guild: GUILD, displayName: 'Grace Hopper', roles: ROLES, account: ACCOUNT, departed: false },
        { guild: { ...GUILD, id: '2', name: HOSTILE }, displayName: 'grace', roles: [], account: null, departed: true },
      ]}
      ledger={{ guild: GUILD, entries: LEDGER, faces, newer: '?after=1', older: '?before=5' }}
      cases={[
        { guild: GUILD, number: 12, action: 'ban', reason: HOSTILE, resolved: false, failed: true, at: NOW - DAY },
        { guild: GUILD, number: 3, action: 'warn', reason: null, resolved: true, failed: false, at: NOW - DAY },
      ]}
    />
  ),
  me: () => (
    <MePage
      shell={shellOf('/me')}
      accounts={[{ guild: GUILD, account: { ...ACCOUNT, userId: ADA.id }, rank: 2 }]}
      ledger={{ guild: GUILD, entries: LEDGER, faces, newer: null, older: null }}
      sessions={[
        { id: '1', device: 'Firefox on Linux', ip: '127.0.0.1', lastSeenAt: NOW, current: true },
        { id: '2', device: HOSTILE, ip: '2001:db8::1', lastSeenAt: NOW - DAY, current: false },
      ]}
    />
  ),
  'me-empty': () => <MePage shell={{ ...shellOf('/me'), guilds: [] }} accounts={[]} ledger={null} sessions={[]} />,
  search: () => <SearchPage shell={shellOf('/admin/search')} query="py" hits={HITS} />,
  'search-none': () => <SearchPage shell={shellOf('/admin/search')} query={HOSTILE} hits={[]} />,
  confirm: () => (
    <ConfirmPage
      shell={shellOf('/admin/settings/api-keys/1/revoke')}
      crumbs={[{ label: 'API keys', href: '/admin/settings/api-keys' }, { label: 'Revoke' }]}
      title={`Revoke the key «${HOSTILE}»?`}
      consequence="Programs that use it are refused at once. This cannot be undone."
      confirm={`Revoke ${HOSTILE}`}
      danger
      action="/admin/settings/api-keys/1/revoke"
      fields={{ reason: HOSTILE }}
      cancel="/admin/settings/api-keys"
    />
  ),
  login: () => (
    <LoginPage
      asset={asset}
      mode="username"
      next="/admin/guilds"
      error={null}
      username=""
      csrf="csrf-token"
      people={[
        { username: 'ada', about: 'owns Python Builders' },
        { username: 'grace', about: 'moderates Python Builders' },
        { username: 'mallory', about: HOSTILE },
      ]}
    />
  ),
  'login-wrong': () => (
    <LoginPage
      asset={asset}
      mode="username"
      next={null}
      error={`Nobody is called ${HOSTILE}.`}
      username={HOSTILE}
      csrf="csrf-token"
      people={[]}
    />
  ),
  'login-discord': () => (
    <LoginPage
      asset={asset}
      mode="discord"
      next="/me"
      error="Discord did not let you in: the request was cancelled. Try again."
      username=""
      csrf="csrf-token"
      people={[]}
    />
  ),
  'error-403': error(
    403,
    'Not allowed',
    'You do not manage this guild. Ask its owner for the permission Manage Server.',
  ),
  'error-404': error(
    404,
    'Not found',
    'There is nothing at this address. Check the link, or start again from the home page.',
  ),
  'error-500': error(
    500,
    'Something went wrong',
    'Something went wrong on our side. Quote the request id when you report it.',
    `Error: ${HOSTILE}\n    at somewhere (src/main.ts:1:1)`,
  ),
  'error-503': error(503, 'Not ready yet', 'The server is starting or stopping. Try again in a moment.'),
};
