import { DEFAULT_CONFIG, forecast } from '../../../src/features/economy/rules.ts';
import { ActivityPage, RestorePage } from '../../../views/dashboard/guild/activity.tsx';
import { BytesPage } from '../../../views/dashboard/guild/bytes.tsx';
import type { BytesForecast } from '../../../views/dashboard/guild/bytes-preview.tsx';
import { type BytesForm, bytesValues } from '../../../views/dashboard/guild/bytes-values.ts';
import { GuildOverviewPage } from '../../../views/dashboard/guild/overview.tsx';
import { GuildSettingsPage, ImportPreviewPage } from '../../../views/dashboard/guild/settings.tsx';
import {
  CHANGES,
  CHANNELS,
  FEED,
  FEED_FILTERS,
  faces,
  GUILD,
  HOSTILE,
  LEDGER,
  NOW,
  ROLES,
  STATS,
  shellOf,
  TOP,
} from './world.ts';

const guildPath = `/admin/guilds/${GUILD.id}`;
const CONFIG = {
  ...DEFAULT_CONFIG,
  roleRewards: { '500000000000000001': 500, '500000000000000002': 5_000, '500000000000000003': 900_000_000 },
  noEarnChannels: ['600000000000000002'],
};

function bytesForm(rest: Partial<BytesForm> = {}): BytesForm {
  return {
    values: bytesValues(CONFIG),
    errors: {},
    version: 3,
    roles: ROLES,
    channels: CHANNELS,
    action: `${guildPath}/bytes`,
    csrf: 'csrf-token',
    ...rest,
  };
}

function forecastOf(): BytesForecast {
  const days = forecast(CONFIG);
  const crossings = Object.entries(CONFIG.roleRewards).flatMap(([id, amount]) => {
    const role = ROLES.find((each) => each.id === id);
    return role ? [{ role, amount, day: days.find(({ total }) => total >= amount)?.day ?? null }] : [];
  });
  const top = TOP.map(({ rank, ...one }, index) => ({
    ...one,
    rank,
    rankNow: [2, 1, 5, 4][index] ?? rank,
    now: 2_500,
  }));
  return { days, crossings, hindsight: { days: 30, paid: 4_200, due: 12_600, top } };
}

const bytesPage = (form: BytesForm, conflict = false) => (
  <BytesPage
    shell={shellOf(`${guildPath}/bytes`, { tab: 'Bytes' })}
    guild={GUILD}
    form={form}
    forecast={forecastOf()}
    trouble={conflict ? 'Discord does not answer.' : null}
    rewarding
    conflict={conflict ? { by: 'Grace Hopper', changes: [{ field: 'Daily amount', before: '10', after: '25' }] } : null}
    top={TOP}
    ledger={{
      entries: LEDGER,
      faces,
      filters: FEED_FILTERS,
      newer: null,
      older: '?before=4',
      verified: { ok: true, at: NOW - 180_000 },
    }}
  />
);

const allWrong: BytesForm = bytesForm({
  values: {
    ...bytesValues(CONFIG),
    dailyAmount: 'ten',
    dailyCap: '-1',
    startingBalance: '1e3',
    maxTransfer: '',
    cooldownHours: '99999',
    streakBonuses: [{ name: HOSTILE, days: 'x', multiplier: '0' }],
    roleRewards: [{ roleId: '999', amount: 'many' }],
  },
  errors: {
    dailyAmount: 'Write a whole number from 0 to 1,000,000.',
    dailyCap: 'Write a whole number from 1 to 1,000,000,000, or nothing.',
    startingBalance: 'Write a whole number from 0 to 1,000,000,000.',
    maxTransfer: 'Write a whole number of at least 1.',
    cooldownHours: 'At most 8,760 hours, which is a year.',
    'streakBonuses.0.days': 'From 2 to 3,650 days.',
    'streakBonuses.0.multiplier': 'From 1 to 1,000.',
    'roleRewards.0.roleId': 'This role is gone. Choose another.',
    'roleRewards.0.amount': 'Write a whole number of at least 1.',
  },
});

export const GUILD_PAGES: Readonly<Record<string, () => JSX.Element>> = {
  guild: () => (
    <GuildOverviewPage
      shell={shellOf(guildPath, { tab: 'Overview' })}
      guild={GUILD}
      memberCount={12_840}
      stats={STATS.slice(1)}
      checks={[
        { ok: true, text: 'The bot may manage roles.', fix: null, page: null },
        {
          ok: false,
          text: 'The role Core team is above the bot’s own.',
          fix: 'Move the bot’s role up in the guild’s role settings.',
          page: null,
        },
      ]}
      top={TOP}
      feed={FEED}
      filters={FEED_FILTERS}
      newer={null}
      older="?before=5"
    />
  ),
  bytes: () => bytesPage(bytesForm()),
  'bytes-wrong': () => bytesPage(allWrong),
  'bytes-conflict': () => bytesPage(bytesForm(), true),
  activity: () => (
    <ActivityPage
      shell={shellOf(`${guildPath}/activity`, { tab: 'Activity' })}
      guild={GUILD}
      filters={FEED_FILTERS}
      records={CHANGES}
      newer={null}
      older="?before=2"
    />
  ),
  'activity-empty': () => (
    <ActivityPage
      shell={shellOf(`${guildPath}/activity`, { tab: 'Activity' })}
      guild={GUILD}
      filters={[]}
      records={[]}
      newer={null}
      older={null}
    />
  ),
  restore: () => (
    <RestorePage
      shell={shellOf(`${guildPath}/activity`, { tab: 'Activity' })}
      guild={GUILD}
      title="Bytes"
      at={NOW - 3_600_000}
      by={HOSTILE}
      changes={CHANGES[0]?.changes ?? []}
      notes={[HOSTILE]}
      version="3"
      problems={['Somebody changed these settings meanwhile.']}
      action={`${guildPath}/activity/1/restoration`}
    />
  ),
  'guild-settings': () => (
    <GuildSettingsPage
      shell={shellOf(`${guildPath}/settings`, { tab: 'Settings' })}
      guild={GUILD}
      values={{ timezone: 'Europe/Berlin', isPublic: false, logChannelId: '', appeal: '', tellsWarned: true }}
      seen={1}
      channels={CHANNELS}
      localTime="Mon 23 Nov, 10:30"
      timezones={['Europe/Berlin', 'UTC']}
      errors={{}}
      importProblems={[]}
    />
  ),
  'guild-settings-wrong': () => (
    <GuildSettingsPage
      shell={shellOf(`${guildPath}/settings`, { tab: 'Settings' })}
      guild={GUILD}
      values={{ timezone: HOSTILE, isPublic: false, logChannelId: HOSTILE, appeal: HOSTILE, tellsWarned: false }}
      seen={1}
      channels={CHANNELS}
      localTime={null}
      timezones={[]}
      errors={{ timezone: 'Choose a time zone of the list, such as Europe/Berlin.' }}
      importProblems={['features.economy.dailyAmount: must be a number', HOSTILE]}
    />
  ),
  import: () => (
    <ImportPreviewPage
      shell={shellOf(`${guildPath}/settings`, { tab: 'Settings' })}
      guild={GUILD}
      from={HOSTILE}
      groups={[{ title: 'Bytes', changes: CHANGES[0]?.changes ?? [], notes: [HOSTILE] }]}
      version="guilds=UTC"
      content="{}"
    />
  ),
};
