import type { Account, LedgerEntry } from '../../../src/features/economy/model.ts';
import type { ChangeRecord } from '../../../views/dashboard/changes.tsx';
import type { Hit } from '../../../views/dashboard/search.tsx';
import type { Shell } from '../../../views/layouts/admin/props.ts';
import type { RoleChoice } from '../../../views/ui/choices.tsx';
import type { FeedItem } from '../../../views/ui/feed.tsx';
import type { MemberRef } from '../../../views/ui/people.tsx';
import type { Stat } from '../../../views/ui/stat.tsx';

/** When the sample pages are made. */
export const NOW = Date.UTC(2026, 10, 23, 9, 30);
const MINUTE = 60_000;
export const DAY = 86_400_000;

/** A name that would run a script, break a layout or both, were it not escaped. */
export const HOSTILE = `<img src=x onerror="alert(1)">"'&ᅟ\u202e${'Ж'.repeat(40)}`;

export const ADA: MemberRef = { id: '204255221017214977', name: 'Ada', avatarUrl: null, color: '#e67e22' };
export const GRACE: MemberRef = { id: '204255221017214978', name: 'Grace Hopper', avatarUrl: null, color: '#1abc9c' };
const LINUS: MemberRef = { id: '204255221017214979', name: 'linus', avatarUrl: null, color: null };
export const MALLORY: MemberRef = { id: '204255221017214980', name: HOSTILE, avatarUrl: null, color: '#zzz' };
const PEOPLE = [ADA, GRACE, LINUS, MALLORY];

export const GUILD = { id: '264445053596991498', name: 'Python Builders', iconUrl: null };
const OTHER = { id: '264445053596991499', name: HOSTILE, iconUrl: null };

export const ROLES: readonly RoleChoice[] = [
  { id: '500000000000000001', name: 'Helper', color: '#2ecc71', unavailable: null },
  { id: '500000000000000002', name: 'Contributor', color: '#3498db', unavailable: null },
  { id: '500000000000000003', name: 'Core team', color: '#e74c3c', unavailable: 'above the bot’s own role' },
  { id: '500000000000000004', name: HOSTILE, color: null, unavailable: 'managed by another bot' },
];

export const CHANNELS = [
  { id: '600000000000000001', name: 'general' },
  { id: '600000000000000002', name: 'bot-spam' },
  { id: '600000000000000003', name: HOSTILE },
];

const INSIDE_TABS = [
  ...['Overview', 'Bytes', 'Squads', 'Moderation', 'Auto-moderation'],
  ...['Activity', 'Webhooks', 'API keys', 'Settings'],
];

function guildTabs(current: string) {
  const home = `/admin/guilds/${GUILD.id}`;
  return INSIDE_TABS.map((label) => ({
    label,
    href: label === 'Overview' ? home : `${home}/${label.toLowerCase()}`,
    current: label === current,
  }));
}

/** Where the sample server serves static files. */
export const asset = (file: string) => `/static/test${file}`;

/** A shell of an admin who is in a guild's pages when `tab` is given. */
export function shellOf(path: string, { tab, notice = null }: { tab?: string; notice?: Shell['notice'] } = {}): Shell {
  return {
    asset,
    viewer: {
      id: ADA.id,
      username: 'ada',
      displayName: 'Ada Lovelace',
      avatarUrl: null,
      isAdmin: true,
      csrf: 'csrf-token',
    },
    path,
    guild: tab ? GUILD : null,
    guilds: [
      { ...GUILD, right: 'manager' },
      { ...OTHER, right: 'moderator' },
    ],
    guildTabs: tab ? guildTabs(tab) : [],
    devMode: true,
    now: NOW,
    halt: tab === 'Activity' ? { at: NOW - MINUTE, by: HOSTILE, reason: HOSTILE } : null,
    live: null,
    follows: false,
    notice,
  };
}

export const STATS: readonly Stat[] = [
  { label: 'Guilds', value: 3, lastWeek: 3, series: [2, 2, 3, 3, 3, 3, 3] },
  { label: 'People active today', value: 184, lastWeek: 152, series: [90, 120, 110, 160, 170, 152, 184] },
  { label: 'Bytes moved', value: 1_284_310, lastWeek: 1_600_000, series: [1, 5, 3, 9, 6, 7, 4] },
  { label: 'Actions taken', value: 0, lastWeek: null, series: [0, 0, 0, 0, 0, 0, 0] },
];

export const FEED: readonly FeedItem[] = [
  {
    id: '1',
    at: NOW - 20_000,
    kind: 'transfer',
    actor: ADA,
    text: 'sent 50 bytes to Grace Hopper',
    guild: GUILD.name,
  },
  {
    id: '2',
    at: NOW - 3 * MINUTE,
    kind: 'settings',
    actor: GRACE,
    text: 'changed the daily amount from 10 to 25',
    guild: GUILD.name,
    href: `/admin/guilds/${GUILD.id}/activity`,
  },
  {
    id: '3',
    at: NOW - 14 * MINUTE,
    kind: 'daily',
    actor: MALLORY,
    text: 'claimed the daily: 160 bytes',
    guild: HOSTILE,
  },
  { id: '4', at: NOW - 50 * MINUTE, kind: 'key', actor: ADA, text: `made the API key «${HOSTILE}»` },
  { id: '5', at: NOW - 3 * DAY, kind: 'connection', actor: null, text: 'Shard 0 came back after 12 s.' },
];

function entry(index: number, rest: Partial<LedgerEntry>): LedgerEntry {
  return {
    id: `0193-${index}`,
    type: 'transfer',
    amount: 50,
    reason: null,
    at: NOW - index * 17 * MINUTE,
    giverId: ADA.id,
    giverUsername: ADA.name,
    giverBalance: 4200,
    receiverId: GRACE.id,
    receiverUsername: GRACE.name,
    receiverBalance: 1200,
    ...rest,
  };
}

const GUILD_SIDE = { giverId: 'SYSTEM', giverUsername: null, giverBalance: null };

export const LEDGER: readonly LedgerEntry[] = [
  entry(1, { reason: 'Thanks for the review' }),
  entry(2, { ...GUILD_SIDE, type: 'daily', amount: 160, receiverId: ADA.id, receiverUsername: ADA.name }),
  entry(3, { reason: HOSTILE, receiverId: MALLORY.id, receiverUsername: HOSTILE, amount: 9_000_000_000_000 }),
  entry(4, { ...GUILD_SIDE, type: 'reward', amount: 500, reason: 'First pull request merged' }),
  entry(5, { type: 'squad_fee', amount: 50, receiverId: 'SYSTEM', receiverUsername: null, receiverBalance: null }),
];

export function faces(id: string): MemberRef | null {
  return PEOPLE.find((person) => person.id === id) ?? null;
}

export const TOP = [
  { rank: 1, member: MALLORY, balance: 9_000_000_000_000_000 },
  { rank: 2, member: ADA, balance: 4_200 },
  { rank: 3, member: GRACE, balance: 1_200 },
  { rank: 4, member: LINUS, balance: 0 },
];

export const FEED_FILTERS = ['All', 'Bytes', 'Settings', 'Sign-ins'].map((label, index) => ({
  label,
  href: `/admin?feed=${label.toLowerCase()}`,
  current: index === 0,
}));

export const ACCOUNT: Account = {
  userId: GRACE.id,
  username: GRACE.name,
  balance: 1200,
  totalReceived: 5400,
  totalSent: 4200,
  lastDaily: '2026-11-22',
  streak: 1,
  longestStreak: 71,
  optedOut: true,
  departedAt: null,
  createdAt: NOW - 300 * DAY,
  updatedAt: NOW,
};

const ACTOR = { id: GRACE.id, name: GRACE.name, avatarUrl: null };

export const CHANGES: readonly ChangeRecord[] = [
  {
    id: '2',
    at: NOW - 3 * MINUTE,
    actor: ACTOR,
    action: 'changed the settings of bytes',
    guild: null,
    ip: '203.0.113.7',
    requestId: '0193a2-77f',
    changes: [
      { field: 'Daily amount', before: '10', after: '25' },
      { field: 'Most that one daily pays', before: null, after: '1,000' },
      { field: 'No daily in these channels', before: '#bot-spam', after: `#bot-spam, #${HOSTILE}` },
    ],
    restore: `/admin/guilds/${GUILD.id}/activity/2/restore`,
  },
  {
    id: '1',
    at: NOW - 2 * DAY,
    actor: { id: MALLORY.id, name: HOSTILE, avatarUrl: null },
    action: 'signed in',
    guild: GUILD.name,
    ip: null,
    requestId: null,
    changes: [],
    restore: null,
  },
];

export const HITS: readonly Hit[] = [
  { kind: 'guild', title: GUILD.name, detail: '12,840 members', href: `/admin/guilds/${GUILD.id}` },
  { kind: 'setting', title: 'Daily amount', detail: `${GUILD.name} › Bytes`, href: `/admin/guilds/${GUILD.id}/bytes` },
  { kind: 'member', title: HOSTILE, detail: HOSTILE, href: `/admin/users/${MALLORY.id}` },
  { kind: 'page', title: 'API keys', detail: null, href: '/admin/settings/api-keys' },
];
