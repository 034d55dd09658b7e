import type { ListedApiKey } from '../../../src/features/apikeys/model.ts';
import { GUILD_SCOPES } from '../../../src/features/apikeys/rules.ts';
import { scopes } from '../../../src/shared/scopes.ts';
import { ApiKeyCreatedPage, ApiKeysPage, NewApiKeyPage } from '../../../views/dashboard/settings/api-keys.tsx';
import { AdminsPage, AuditPage, SystemPage } from '../../../views/dashboard/settings/system.tsx';
import { ADA, CHANGES, DAY, FEED_FILTERS, GRACE, GUILD, HOSTILE, MALLORY, NOW, shellOf } from './world.ts';

const home = '/admin/settings';

const KEY: ListedApiKey = {
  id: '1',
  name: 'CI rewards',
  prefix: 'sd_Ab12Cd34',
  scopes: ['bytes:read', 'bytes:write'],
  guildIds: [GUILD.id],
  ratePerMinute: 120,
  expiresAt: NOW + 40 * DAY,
  revokedAt: null,
  replacedBy: null,
  overlapUntil: null,
  createdBy: ADA.id,
  lastUsedAt: NOW - 90_000,
  createdAt: NOW - 80 * DAY,
  state: 'active',
};

const KEYS: readonly ListedApiKey[] = [
  KEY,
  {
    ...KEY,
    id: '2',
    name: HOSTILE,
    guildIds: null,
    expiresAt: null,
    lastUsedAt: null,
    overlapUntil: NOW + DAY,
    replacedBy: '1',
  },
  { ...KEY, id: '3', name: 'Old website', state: 'revoked', revokedAt: NOW - DAY },
  { ...KEY, id: '4', name: 'Hackathon', state: 'expired', scopes: ['bytes:read', 'bytes:write', 'bytes:manage'] },
];

const NAMED = { guildName: () => GUILD.name, makerName: (id: string) => (id === ADA.id ? ADA.name : HOSTILE) };
const INSTANCE = { guild: null, trouble: null, scopes };
const GUILD_KEYS = `/admin/guilds/${GUILD.id}/api-keys`;

export const SETTINGS_PAGES: Readonly<Record<string, () => JSX.Element>> = {
  'api-keys': () => <ApiKeysPage shell={shellOf(`${home}/api-keys`)} guild={null} keys={KEYS} {...NAMED} />,
  'api-keys-empty': () => <ApiKeysPage shell={shellOf(`${home}/api-keys`)} guild={null} keys={[]} {...NAMED} />,
  'guild-api-keys': () => (
    <ApiKeysPage shell={shellOf(GUILD_KEYS, { tab: 'API keys' })} guild={GUILD} keys={KEYS} {...NAMED} />
  ),
  'guild-api-keys-empty': () => (
    <ApiKeysPage shell={shellOf(GUILD_KEYS, { tab: 'API keys' })} guild={GUILD} keys={[]} {...NAMED} />
  ),
  'guild-api-key-new': () => (
    <NewApiKeyPage
      shell={shellOf(`${GUILD_KEYS}/new`, { tab: 'API keys' })}
      guild={GUILD}
      values={{ name: '', scopes: ['bytes:read'], guildIds: [], ratePerMinute: '120', expiresOn: '2027-03-01' }}
      errors={{}}
      trouble="This guild has 25 keys that work, which is the most. Revoke one that nobody needs."
      scopes={GUILD_SCOPES}
      guilds={[GUILD]}
    />
  ),
  'guild-api-key-created': () => (
    <ApiKeyCreatedPage
      shell={shellOf(GUILD_KEYS, { tab: 'API keys' })}
      guild={GUILD}
      name={HOSTILE}
      secret="sd_Ab12Cd34_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_0AbCdE"
      example={`curl -H 'Authorization: Bearer sd_Ab12Cd34_…' http://127.0.0.1:3000/api/guilds/${GUILD.id}/bytes/leaderboard`}
      expiresAt={NOW + 40 * DAY}
      overlapUntil={null}
    />
  ),
  'api-key-new': () => (
    <NewApiKeyPage
      shell={shellOf(`${home}/api-keys/new`)}
      {...INSTANCE}
      values={{ name: '', scopes: ['bytes:read'], guildIds: [], ratePerMinute: '120', expiresOn: '' }}
      errors={{}}
      guilds={[GUILD, { ...GUILD, id: '2', name: HOSTILE }]}
    />
  ),
  'api-key-wrong': () => (
    <NewApiKeyPage
      shell={shellOf(`${home}/api-keys`)}
      {...INSTANCE}
      values={{ name: HOSTILE, scopes: [], guildIds: [], ratePerMinute: 'fast', expiresOn: '2020-01-01' }}
      errors={{
        name: 'At most 80 characters.',
        scopes: 'Choose at least one.',
        guildIds: 'Choose guilds that the bot is in.',
        ratePerMinute: 'Write a whole number from 1 to 1,000,000.',
        expiresOn: 'Choose a day that is to come.',
      }}
      guilds={[]}
    />
  ),
  'api-key-created': () => (
    <ApiKeyCreatedPage
      shell={shellOf(`${home}/api-keys`)}
      guild={null}
      name="CI rewards"
      secret="sd_Ab12Cd34_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_0AbCdE"
      example={`curl -H 'Authorization: Bearer sd_Ab12Cd34_…' http://127.0.0.1:3000/api/guilds/${GUILD.id}/bytes/leaderboard`}
      expiresAt={null}
      overlapUntil={NOW + DAY}
    />
  ),
  admins: () => (
    <AdminsPage
      shell={shellOf(`${home}/admins`)}
      editable
      value={HOSTILE}
      error="Nobody of that name has signed in here."
      admins={[
        { member: ADA, from: 'configuration', removable: false },
        { member: GRACE, from: 'Ada Lovelace', removable: true },
        { member: MALLORY, from: HOSTILE, removable: true },
      ]}
    />
  ),
  system: () => (
    <SystemPage
      shell={shellOf(`${home}/system`)}
      health={[{ name: 'Database', state: 'ok', detail: '2 ms' }]}
      facts={[
        { name: 'Version', value: '0.1.0' },
        { name: 'Up for', value: '3 days' },
        { name: 'Database', value: 'PostgreSQL 18.6, embedded' },
      ]}
      settings={[
        { name: 'BASE_URL', value: 'http://127.0.0.1:3000', source: '.env', secret: false },
        { name: 'DISCORD_BOT_TOKEN', value: '••••••••', source: 'environment', secret: true },
        { name: 'REDIS_URL', value: '', source: 'default', secret: false },
      ]}
    />
  ),
  audit: () => (
    <AuditPage
      shell={shellOf(`${home}/audit`)}
      query=""
      filters={FEED_FILTERS}
      records={CHANGES}
      newer="?after=2"
      older={null}
    />
  ),
  'audit-empty': () => (
    <AuditPage shell={shellOf(`${home}/audit`)} query={HOSTILE} filters={[]} records={[]} newer={null} older={null} />
  ),
};
