import { describe, expect, test } from 'bun:test';
import { PermissionFlagsBits as Bit } from 'discord-api-types/v10';
import { snowflakeAt } from '../../../src/shared/ids.ts';
import { BOT_PERMISSIONS } from '../../harness/small-world.ts';
import { createDesk, type Desk } from './desk.ts';

const NOBODY = '999999999999999999';

interface Case {
  name: string;
  method: string;
  path: (desk: Desk) => string;
  body?: unknown | ((desk: Desk) => unknown);
  /** Taken from what the bot may do. */
  without?: bigint;
  status: number;
  code: number;
}

const member =
  (who: 'ada' | 'grace' | 'linus' | 'stranger', rest = '') =>
  ({ guildId, people }: Desk) =>
    `/guilds/${guildId}/members/${people[who].id}${rest}`;
const ban =
  (who: 'ada' | 'grace') =>
  ({ guildId, people }: Desk) =>
    `/guilds/${guildId}/bans/${people[who].id}`;
const roleOf =
  (who: 'ada', role: 'member' | 'botRole' | 'high') =>
  ({ guildId, people, roles }: Desk) =>
    `/guilds/${guildId}/members/${people[who].id}/roles/${roles[role].id}`;
const general =
  (rest: string) =>
  ({ general: { id } }: Desk) =>
    `/channels/${id}${rest}`;
const inGuild =
  (rest: string) =>
  ({ guildId }: Desk) =>
    `/guilds/${guildId}${rest}`;
const timeout = (ms: number) => () => ({ communication_disabled_until: new Date(Date.now() + ms).toISOString() });
const DAY = 86_400_000;

const CASES: readonly Case[] = [
  { name: 'no such route', method: 'GET', path: () => '/nonsense', status: 404, code: 0 },
  { name: 'no such guild', method: 'GET', path: () => `/guilds/${NOBODY}`, status: 404, code: 10004 },
  { name: 'no such channel', method: 'GET', path: () => `/channels/${NOBODY}`, status: 404, code: 10003 },
  { name: 'no such user', method: 'GET', path: () => `/users/${NOBODY}`, status: 404, code: 10013 },
  { name: 'no such member', method: 'GET', path: member('stranger'), status: 404, code: 10007 },
  { name: 'a member who is no user', method: 'GET', path: inGuild(`/members/${NOBODY}`), status: 404, code: 10013 },
  { name: 'no such message', method: 'GET', path: general(`/messages/${NOBODY}`), status: 404, code: 10008 },
  {
    name: 'no such role',
    method: 'PUT',
    path: ({ guildId, people }) => `/guilds/${guildId}/members/${people.ada.id}/roles/${NOBODY}`,
    status: 404,
    code: 10011,
  },
  { name: 'no such ban', method: 'GET', path: ban('ada'), status: 404, code: 10026 },
  { name: 'unban without a ban', method: 'DELETE', path: ban('ada'), status: 404, code: 10026 },
  { name: 'no such invite', method: 'GET', path: () => '/invites/nothing', status: 404, code: 10006 },
  {
    name: 'no such command',
    method: 'GET',
    path: ({ world }) => `/applications/${world.state.application.id}/commands/${NOBODY}`,
    status: 404,
    code: 10063,
  },
  {
    name: 'another application',
    method: 'GET',
    path: () => `/applications/${NOBODY}/commands`,
    status: 403,
    code: 50001,
  },
  {
    name: 'an interaction that never was',
    method: 'POST',
    path: () => `/interactions/${NOBODY}/token/callback`,
    body: { type: 5 },
    status: 404,
    code: 10062,
  },
  {
    name: 'a webhook token that never was',
    method: 'POST',
    path: ({ world }) => `/webhooks/${world.state.application.id}/token`,
    body: { content: 'x' },
    status: 401,
    code: 50027,
  },
  {
    name: 'a hidden channel',
    method: 'GET',
    path: ({ staff }) => `/channels/${staff.id}`,
    without: Bit.Administrator,
    status: 403,
    code: 50001,
  },

  { name: 'kick above', method: 'DELETE', path: member('grace'), status: 403, code: 50013 },
  {
    name: 'kick without the permission',
    method: 'DELETE',
    path: member('ada'),
    without: Bit.KickMembers,
    status: 403,
    code: 50013,
  },
  {
    name: 'ban without the permission',
    method: 'PUT',
    path: ban('ada'),
    without: Bit.BanMembers,
    status: 403,
    code: 50013,
  },
  { name: 'ban the owner', method: 'PUT', path: ban('grace'), status: 403, code: 50013 },
  {
    name: 'time out without the permission',
    method: 'PATCH',
    path: member('ada'),
    body: timeout(1000),
    without: Bit.ModerateMembers,
    status: 403,
    code: 50013,
  },
  { name: 'time out the owner', method: 'PATCH', path: member('grace'), body: timeout(1000), status: 403, code: 50013 },
  {
    name: 'time out for more than 28 days',
    method: 'PATCH',
    path: member('ada'),
    body: timeout(28 * DAY + 60_000),
    status: 400,
    code: 50035,
  },
  {
    name: 'rename without the permission',
    method: 'PATCH',
    path: member('ada'),
    body: { nick: 'x' },
    without: Bit.ManageNicknames,
    status: 403,
    code: 50013,
  },
  {
    name: 'a nick of 33 characters',
    method: 'PATCH',
    path: member('ada'),
    body: { nick: 'x'.repeat(33) },
    status: 400,
    code: 50035,
  },
  { name: 'give a role above', method: 'PUT', path: roleOf('ada', 'high'), status: 403, code: 50013 },
  { name: 'give a managed role', method: 'PUT', path: roleOf('ada', 'botRole'), status: 400, code: 50028 },
  {
    name: 'give a role without the permission',
    method: 'PUT',
    path: roleOf('ada', 'member'),
    without: Bit.ManageRoles,
    status: 403,
    code: 50013,
  },
  {
    name: 'give @everyone',
    method: 'PUT',
    path: ({ guildId, people }) => `/guilds/${guildId}/members/${people.ada.id}/roles/${guildId}`,
    status: 400,
    code: 50028,
  },
  {
    name: 'set roles with one above',
    method: 'PATCH',
    path: member('ada'),
    body: ({ roles }: Desk) => ({ roles: [roles.high.id] }),
    status: 403,
    code: 50013,
  },
  {
    name: 'edit a role above',
    method: 'PATCH',
    path: ({ guildId, roles }) => `/guilds/${guildId}/roles/${roles.high.id}`,
    body: { name: 'x' },
    status: 403,
    code: 50013,
  },
  {
    name: 'move a role above',
    method: 'PATCH',
    path: inGuild('/roles'),
    body: ({ roles }: Desk) => [{ id: roles.high.id, position: 1 }],
    status: 403,
    code: 50013,
  },
  {
    name: 'delete the own role',
    method: 'DELETE',
    path: ({ guildId, roles }) => `/guilds/${guildId}/roles/${roles.botRole.id}`,
    status: 400,
    code: 50028,
  },
  {
    name: 'make a role with rights that one lacks',
    method: 'POST',
    path: inGuild('/roles'),
    body: { permissions: String(Bit.Administrator) },
    status: 403,
    code: 50013,
  },
  {
    name: 'read the audit log without the permission',
    method: 'GET',
    path: inGuild('/audit-logs'),
    without: Bit.ViewAuditLog,
    status: 403,
    code: 50013,
  },
  {
    name: 'list bans without the permission',
    method: 'GET',
    path: inGuild('/bans'),
    without: Bit.BanMembers,
    status: 403,
    code: 50013,
  },
  {
    name: 'bulk-ban nobody bannable',
    method: 'POST',
    path: inGuild('/bulk-ban'),
    body: ({ people }: Desk) => ({ user_ids: [people.grace.id] }),
    status: 400,
    code: 500000,
  },
  {
    name: 'make a channel without the permission',
    method: 'POST',
    path: inGuild('/channels'),
    body: { name: 'x' },
    without: Bit.ManageChannels,
    status: 403,
    code: 50013,
  },
  {
    name: 'allow in an overwrite what one lacks',
    method: 'PUT',
    path: ({ general: { id }, guildId }) => `/channels/${id}/permissions/${guildId}`,
    body: { type: 0, allow: String(Bit.Administrator) },
    status: 403,
    code: 50013,
  },

  {
    name: 'send without the permission',
    method: 'POST',
    path: general('/messages'),
    body: { content: 'x' },
    without: Bit.SendMessages,
    status: 403,
    code: 50013,
  },
  {
    name: 'embed without the permission',
    method: 'POST',
    path: general('/messages'),
    body: { embeds: [{ title: 'x' }] },
    without: Bit.EmbedLinks,
    status: 403,
    code: 50013,
  },
  {
    name: 'an empty message',
    method: 'POST',
    path: general('/messages'),
    body: { content: '  ' },
    status: 400,
    code: 50006,
  },
  {
    name: 'a reply to nothing',
    method: 'POST',
    path: general('/messages'),
    body: { content: 'x', message_reference: { message_id: NOBODY } },
    status: 400,
    code: 50035,
  },
  {
    name: 'react with what is no emoji',
    method: 'PUT',
    path: (desk) => `${said(desk)}/reactions/hello/@me`,
    status: 400,
    code: 10014,
  },
  {
    name: 'react without the permission',
    method: 'PUT',
    path: (desk) => `${said(desk)}/reactions/%F0%9F%91%8D/@me`,
    without: Bit.AddReactions,
    status: 403,
    code: 50013,
  },
  { name: 'edit what another wrote', method: 'PATCH', path: said, body: { content: 'x' }, status: 403, code: 50005 },
  {
    name: 'delete what another wrote, without the permission',
    method: 'DELETE',
    path: said,
    without: Bit.ManageMessages,
    status: 403,
    code: 50013,
  },
  {
    name: 'bulk-delete one',
    method: 'POST',
    path: general('/messages/bulk-delete'),
    body: { messages: [NOBODY] },
    status: 400,
    code: 50016,
  },
  {
    name: 'bulk-delete what is older than 14 days',
    method: 'POST',
    path: general('/messages/bulk-delete'),
    body: () => ({ messages: [snowflakeAt(Date.now() - 15 * DAY, 1), snowflakeAt(Date.now(), 1)] }),
    status: 400,
    code: 50034,
  },
  { name: 'a page of 101 messages', method: 'GET', path: general('/messages?limit=101'), status: 400, code: 50035 },
  { name: 'a page of no number', method: 'GET', path: general('/messages?limit=many'), status: 400, code: 50035 },
  {
    name: 'write to oneself',
    method: 'POST',
    path: () => '/users/@me/channels',
    body: ({ world }: Desk) => ({ recipient_id: world.state.application.bot.id }),
    status: 400,
    code: 50035,
  },
];

/** The path of a message that Ada wrote. */
function said({ world, general: { id }, people }: Desk): string {
  return `/channels/${id}/messages/${world.createMessage({ channelId: id, authorId: people.ada.id, content: 'hi' }).id}`;
}

describe('Discord refuses', () => {
  test.each(CASES.map((each): [string, Case] => [each.name, each]))(
    '%s',
    async (_name, { method, path, body, without = 0n, status, code }) => {
      const desk = createDesk({ permissions: BOT_PERMISSIONS & ~without });
      lowerEveryone(desk, without);
      const before = JSON.stringify(desk.world.state.guilds);
      const address = path(desk);
      const sent = typeof body === 'function' ? body(desk) : body;
      const answer = await desk.call(method, address, sent);
      expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
      expect(desk.bugs).toEqual([]);
      if (!address.includes('/messages/')) expect(JSON.stringify(desk.world.state.guilds)).toBe(before);
    },
  );

  test('who has no token, a wrong one, or another kind', async () => {
    const { call } = createDesk();
    for (const authorization of ['', 'Bot wrong', 'Bearer wrong', 'simulated.test']) {
      const { status, body } = await call('GET', '/users/@me', undefined, { authorization });
      expect({ status, body }).toEqual({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
    }
  });

  test('a body that is no JSON', async () => {
    const { call, general: channel } = createDesk();
    const form = new FormData();
    form.set('payload_json', '{"content":');
    expect(await call('POST', `/channels/${channel.id}/messages`, form)).toMatchObject({
      status: 400,
      body: { code: 50109 },
    });
  });

  test('direct messages to who takes none, has no guild in common, or is a bot', async () => {
    const { call, world, people } = createDesk();
    world.setDirectMessages(people.ada.id, false);
    for (const { id } of [people.ada, people.stranger]) {
      const { body } = await call('POST', '/users/@me/channels', { recipient_id: id });
      expect(await call('POST', `/channels/${body.id}/messages`, { content: 'hi' })).toMatchObject({
        status: 403,
        body: { code: 50007 },
      });
    }
    world.setDirectMessages(people.ada.id, true);
    const { body } = await call('POST', '/users/@me/channels', { recipient_id: people.ada.id });
    expect(await call('POST', `/channels/${body.id}/messages`, { content: 'hi' })).toMatchObject({ status: 200 });
  });

  test('a guild that the bot is not in', async () => {
    const { call, world, people } = createDesk();
    const { guild } = world.createGuild({ name: 'Elsewhere', ownerId: people.ada.id });
    expect(await call('GET', `/guilds/${guild.id}`)).toMatchObject({ status: 403, body: { code: 50001 } });
  });

  test('to show an ephemeral message', async () => {
    const { call, world, people, general: channel } = createDesk();
    const message = world.createMessage({
      channelId: channel.id,
      authorId: people.ada.id,
      content: 'psst',
      ephemeralFor: people.bob.id,
    });
    expect(await call('GET', `/channels/${channel.id}/messages/${message.id}`)).toMatchObject({
      status: 404,
      body: { code: 10008 },
    });
    expect((await call('GET', `/channels/${channel.id}/messages`)).body).toEqual([]);
  });

  test('names the field that is wrong, where it stands', async () => {
    const { call, general: channel } = createDesk();
    const { body } = await call('POST', `/channels/${channel.id}/messages`, { embeds: [{ title: 'x'.repeat(257) }] });
    expect(body).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: {
        embeds: {
          '0': { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } },
        },
      },
    });
  });
});

/** What is taken from the bot must not come back by @everyone. */
function lowerEveryone({ place, guildId }: Desk, without: bigint): void {
  const everyone = place.guild.roles.find(({ id }) => id === guildId);
  if (everyone) everyone.permissions = String(BigInt(everyone.permissions) & ~without);
}
