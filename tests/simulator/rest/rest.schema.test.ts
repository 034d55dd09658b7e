import { expect, test } from 'bun:test';
import { createDesk, type Desk } from './desk.ts';

/** Every route once, as a bot with rights calls it; each request and answer must fit Discord's published schema. */
type Step = [
  method: string,
  path: (desk: Desk, ids: Record<string, string>) => string,
  status: number,
  body?: (desk: Desk, ids: Record<string, string>) => unknown,
  keep?: string,
];

const guild =
  (rest = '') =>
  ({ guildId }: Desk) =>
    `/guilds/${guildId}${rest}`;
const general =
  (rest = '') =>
  ({ general: { id } }: Desk) =>
    `/channels/${id}${rest}`;
const app =
  (rest = '') =>
  ({ world }: Desk) =>
    `/applications/${world.state.application.id}${rest}`;

const ROW = {
  type: 1,
  components: [
    { type: 2, style: 1, label: 'Confirm', custom_id: 'yes' },
    { type: 2, style: 5, label: 'Docs', url: 'https://example.com/' },
  ],
};
const SELECT = { type: 1, components: [{ type: 3, custom_id: 'pick', options: [{ label: 'One', value: '1' }] }] };
const EMBED = {
  title: 'Balance',
  description: 'You have **50** bytes.',
  color: 0x3b82f6,
  timestamp: '2026-11-22T00:00:00.000Z',
  footer: { text: 'CHAR' },
  author: { name: 'Ada' },
  thumbnail: { url: 'https://example.com/a.png' },
  fields: [{ name: 'Streak', value: '8 days' }],
};
const COMMAND = {
  name: 'bytes',
  description: 'Bytes',
  default_member_permissions: '8',
  options: [
    {
      type: 1,
      name: 'send',
      description: 'Send bytes',
      options: [
        { type: 6, name: 'to', description: 'Who', required: true },
        { type: 4, name: 'amount', description: 'How many', required: true, min_value: 1, max_value: 1000 },
        { type: 3, name: 'why', description: 'Why', choices: [{ name: 'Thanks', value: 'thanks' }] },
      ],
    },
  ],
};

const STEPS: readonly Step[] = [
  ['GET', () => '/gateway', 200],
  ['GET', () => '/gateway/bot', 200],
  ['GET', () => '/applications/@me', 200],
  ['GET', () => '/oauth2/applications/@me', 200],
  ['GET', () => '/voice/regions', 200],
  ['GET', () => '/sticker-packs', 200],
  ['GET', () => '/users/@me', 200],
  ['PATCH', () => '/users/@me', 200, () => ({ username: 'renamed' })],
  ['GET', ({ people }) => `/users/${people.ada.id}`, 200],
  ['GET', () => '/users/@me/guilds?with_counts=true', 200],
  ['POST', () => '/users/@me/channels', 200, ({ people }) => ({ recipient_id: people.ada.id }), 'dm'],
  ['GET', (_, { dm }) => `/channels/${dm}`, 200],
  ['POST', (_, { dm }) => `/channels/${dm}/messages`, 200, () => ({ content: 'hello' })],

  ['GET', guild('?with_counts=true'), 200],
  ['GET', guild('/preview'), 200],
  ['GET', guild('/channels'), 200],
  ['GET', guild('/regions'), 200],
  ['GET', guild('/emojis'), 200],
  ['GET', guild('/stickers'), 200],
  ['GET', guild('/soundboard-sounds'), 200],
  ['GET', guild('/webhooks'), 200],
  ['GET', guild('/integrations'), 200],
  ['GET', guild('/scheduled-events'), 200],
  ['GET', guild('/auto-moderation/rules'), 200],
  ['POST', guild('/channels'), 201, () => ({ name: 'ideas', type: 0, topic: 'Wild ones' }), 'ideas'],
  ['POST', guild('/channels'), 201, () => ({ name: 'Talk', type: 2 })],
  ['POST', guild('/channels'), 201, () => ({ name: 'Forum', type: 15 })],
  ['POST', guild('/channels'), 201, () => ({ name: 'Category', type: 4 })],
  ['GET', guild('/channels'), 200],
  ['PATCH', guild('/channels'), 204, (_, { ideas }) => [{ id: ideas, position: 0 }]],
  ['PATCH', (_, { ideas }) => `/channels/${ideas}`, 200, () => ({ name: 'wild-ideas', rate_limit_per_user: 5 })],
  [
    'PUT',
    ({ guildId }, { ideas }) => `/channels/${ideas}/permissions/${guildId}`,
    204,
    () => ({ type: 0, deny: '2048', allow: '0' }),
  ],
  ['DELETE', ({ guildId }, { ideas }) => `/channels/${ideas}/permissions/${guildId}`, 204],
  ['DELETE', (_, { ideas }) => `/channels/${ideas}`, 200],

  ['GET', guild('/members?limit=1000'), 200],
  ['GET', guild('/members/search?query=a&limit=10'), 200],
  ['GET', ({ guildId, people }) => `/guilds/${guildId}/members/${people.ada.id}`, 200],
  [
    'PATCH',
    ({ guildId, people }) => `/guilds/${guildId}/members/${people.ada.id}`,
    200,
    () => ({ nick: 'Ada L.', communication_disabled_until: new Date(Date.now() + 60_000).toISOString() }),
  ],
  ['PATCH', guild('/members/@me'), 200, () => ({ nick: 'Byte' })],
  ['PUT', ({ guildId, people, roles }) => `/guilds/${guildId}/members/${people.ada.id}/roles/${roles.member.id}`, 204],
  [
    'DELETE',
    ({ guildId, people, roles }) => `/guilds/${guildId}/members/${people.ada.id}/roles/${roles.member.id}`,
    204,
  ],
  ['DELETE', ({ guildId, people }) => `/guilds/${guildId}/members/${people.bob.id}`, 204],

  [
    'PUT',
    ({ guildId, people }) => `/guilds/${guildId}/bans/${people.bob.id}`,
    204,
    () => ({ delete_message_seconds: 3600 }),
  ],
  ['GET', ({ guildId, people }) => `/guilds/${guildId}/bans/${people.bob.id}`, 200],
  ['GET', guild('/bans'), 200],
  ['DELETE', ({ guildId, people }) => `/guilds/${guildId}/bans/${people.bob.id}`, 204],
  ['POST', guild('/bulk-ban'), 200, ({ people }) => ({ user_ids: [people.bob.id, people.stranger.id] })],

  ['GET', guild('/roles'), 200],
  ['GET', guild('/roles/member-counts'), 200],
  ['GET', ({ guildId, roles }) => `/guilds/${guildId}/roles/${roles.member.id}`, 200],
  ['POST', guild('/roles'), 200, () => ({ name: 'Gophers', permissions: '0', color: 255, hoist: true }), 'role'],
  ['PATCH', guild('/roles'), 200, (_, { role }) => [{ id: role, position: 2 }]],
  [
    'PATCH',
    ({ guildId }, { role }) => `/guilds/${guildId}/roles/${role}`,
    200,
    () => ({ name: 'Go', permissions: '1024' }),
  ],
  ['DELETE', ({ guildId }, { role }) => `/guilds/${guildId}/roles/${role}`, 204],
  ['GET', guild('/audit-logs?limit=100'), 200],

  [
    'POST',
    general('/messages'),
    200,
    () => ({ content: 'hi', embeds: [EMBED], components: [ROW, SELECT], allowed_mentions: { parse: [] } }),
    'message',
  ],
  [
    'POST',
    general('/messages'),
    200,
    (_, { message }) => ({ content: 'a reply', message_reference: { message_id: message } }),
    'reply',
  ],
  ['GET', general('/messages?limit=10'), 200],
  ['GET', ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}`, 200],
  [
    'PATCH',
    ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}`,
    200,
    () => ({ content: 'changed', embeds: [], components: [] }),
  ],
  [
    'PUT',
    ({ general: { id } }, { message }) =>
      `/channels/${id}/messages/${message}/reactions/${encodeURIComponent('👍')}/@me`,
    204,
  ],
  ['GET', ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}`, 200],
  [
    'GET',
    ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}/reactions/${encodeURIComponent('👍')}`,
    200,
  ],
  [
    'DELETE',
    ({ general: { id } }, { message }) =>
      `/channels/${id}/messages/${message}/reactions/${encodeURIComponent('👍')}/@me`,
    204,
  ],
  [
    'DELETE',
    ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}/reactions/${encodeURIComponent('👍')}`,
    204,
  ],
  ['DELETE', ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}/reactions`, 204],
  ['PUT', ({ general: { id } }, { message }) => `/channels/${id}/messages/pins/${message}`, 204],
  ['GET', general('/messages/pins'), 200],
  ['DELETE', ({ general: { id } }, { message }) => `/channels/${id}/messages/pins/${message}`, 204],
  ['GET', guild('/messages/search?content=reply'), 200],
  ['POST', general('/typing'), 204],
  [
    'POST',
    ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}/threads`,
    201,
    () => ({ name: 'Off we go', auto_archive_duration: 60 }),
    'thread',
  ],
  ['POST', general('/threads'), 201, () => ({ name: 'Alone', type: 11 })],
  ['GET', (_, { thread }) => `/channels/${thread}`, 200],
  ['PATCH', (_, { thread }) => `/channels/${thread}`, 200, () => ({ archived: true, locked: true })],
  ['PUT', (_, { thread }) => `/channels/${thread}/thread-members/@me`, 204],
  ['GET', guild('/threads/active'), 200],
  ['POST', general('/messages/bulk-delete'), 204, (_, { message, reply }) => ({ messages: [message, reply] })],
  ['POST', general('/messages'), 200, () => ({ content: 'gone soon' }), 'message'],
  ['DELETE', ({ general: { id } }, { message }) => `/channels/${id}/messages/${message}`, 204],
  ['GET', general('/webhooks'), 200],
  ['POST', general('/invites'), 200, () => ({ max_age: 0 })],
  ['GET', general('/invites'), 200],
  ['GET', guild('/invites'), 200],
  ['GET', ({ world }) => `/invites/${world.invites()[0]?.code}`, 200],
  ['DELETE', ({ world }) => `/invites/${world.invites()[0]?.code}`, 200],

  ['PUT', app('/commands'), 200, () => [COMMAND, { name: 'Send bytes', type: 2 }]],
  ['GET', app('/commands?with_localizations=true'), 200],
  ['POST', app('/commands'), 201, () => ({ name: 'mod', description: 'Moderate', type: 1 }), 'command'],
  ['GET', ({ world }, { command }) => `/applications/${world.state.application.id}/commands/${command}`, 200],
  [
    'PATCH',
    ({ world }, { command }) => `/applications/${world.state.application.id}/commands/${command}`,
    200,
    () => ({ description: 'Moderation' }),
  ],
  ['DELETE', ({ world }, { command }) => `/applications/${world.state.application.id}/commands/${command}`, 204],
  [
    'PUT',
    ({ world, guildId }) => `/applications/${world.state.application.id}/guilds/${guildId}/commands`,
    200,
    () => [COMMAND],
  ],
  ['GET', ({ world, guildId }) => `/applications/${world.state.application.id}/guilds/${guildId}/commands`, 200],
  [
    'GET',
    ({ world, guildId }) => `/applications/${world.state.application.id}/guilds/${guildId}/commands/permissions`,
    200,
  ],
  ['DELETE', guild(''), 404],
  ['DELETE', ({ guildId }) => `/users/@me/guilds/${guildId}`, 204],
];

test('every route answers, and what goes both ways fits the published schema', async () => {
  const desk = createDesk();
  const ids: Record<string, string> = {};
  for (const [method, path, status, body, keep] of STEPS) {
    const address = path(desk, ids);
    const answer = await desk.call(method, address, body?.(desk, ids));
    expect({ call: `${method} ${address}`, ...answer, headers: null }).toMatchObject({ status });
    if (keep) ids[keep] = answer.body.id;
  }
  expect(desk.bugs).toEqual([]);
  desk.exchanges.splice(-2, 1);
  expect(desk.violations()).toEqual([]);
});
