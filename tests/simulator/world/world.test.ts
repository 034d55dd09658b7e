import { describe, expect, test } from 'bun:test';
import { AuditLogEvent, PermissionFlagsBits as Bit, GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { snowflakeTime } from '../../../src/shared/ids.ts';
import { BOT_PERMISSIONS, createSmallWorld, type SmallWorld } from '../../harness/small-world.ts';

const DAY = 86_400_000;

type Told = [event: string, intents: number];

function told({ dispatches }: SmallWorld): Told[] {
  return dispatches.map(({ t, intents }) => [t, intents]);
}

const AUDIT: Told = ['GUILD_AUDIT_LOG_ENTRY_CREATE', Intent.GuildModeration];

/** What each doing tells the bot, in order, and which intent it needs to hear it. */
const DOINGS: readonly [name: string, act: (small: SmallWorld) => unknown, expected: Told[]][] = [
  ['a message', (s) => say(s), [['MESSAGE_CREATE', Intent.GuildMessages]]],
  ['an ephemeral message', (s) => say(s, { ephemeralFor: s.people.bob.id }), []],
  ['a message where the bot cannot see', (s) => say(s, { channelId: s.staff.id }), []],
  [
    'a direct message',
    (s) => say(s, { channelId: s.world.openDirectChannel(s.people.ada.id)?.id ?? '' }),
    [['MESSAGE_CREATE', Intent.DirectMessages]],
  ],
  ['typing', (s) => s.world.startTyping(s.general.id, s.people.ada.id), [['TYPING_START', Intent.GuildMessageTyping]]],
  ['joining', (s) => s.world.addMember(s.guildId, s.people.stranger.id), [['GUILD_MEMBER_ADD', Intent.GuildMembers]]],
  ['leaving', (s) => s.world.removeMember(s.guildId, s.people.ada.id), [['GUILD_MEMBER_REMOVE', Intent.GuildMembers]]],
  [
    'kicking',
    (s) => s.world.removeMember(s.guildId, s.people.ada.id, { by: s.people.grace.id }),
    [['GUILD_MEMBER_REMOVE', Intent.GuildMembers], AUDIT],
  ],
  [
    'banning',
    (s) => s.world.ban(s.guildId, s.people.ada.id, { by: s.people.grace.id }),
    [['GUILD_MEMBER_REMOVE', Intent.GuildMembers], ['GUILD_BAN_ADD', Intent.GuildModeration], AUDIT],
  ],
  [
    'banning a stranger',
    (s) => s.world.ban(s.guildId, s.people.stranger.id),
    [['GUILD_BAN_ADD', Intent.GuildModeration]],
  ],
  [
    'a new nick',
    (s) => s.world.updateMember(s.guildId, s.people.ada.id, { nick: 'A' }, { by: s.people.grace.id }),
    [['GUILD_MEMBER_UPDATE', Intent.GuildMembers], AUDIT],
  ],
  [
    'the same nick',
    (s) => s.world.updateMember(s.guildId, s.people.ada.id, { nick: null }, { by: s.people.grace.id }),
    [],
  ],
  [
    'the bot’s own nick',
    (s) => s.world.updateMember(s.guildId, s.world.state.application.bot.id, { nick: 'B' }),
    [['GUILD_MEMBER_UPDATE', 0]],
  ],
  [
    'a new role',
    (s) => s.world.createRole(s.guildId, { name: 'X' }, { by: s.people.grace.id }),
    [['GUILD_ROLE_CREATE', Intent.Guilds], AUDIT],
  ],
  [
    'a renamed role',
    (s) => s.world.updateRole(s.guildId, s.roles.member.id, { name: 'X' }),
    [['GUILD_ROLE_UPDATE', Intent.Guilds]],
  ],
  [
    'a deleted role that somebody has',
    (s) => s.world.deleteRole(s.guildId, s.roles.moderator.id),
    [
      ['GUILD_MEMBER_UPDATE', Intent.GuildMembers],
      ['GUILD_ROLE_DELETE', Intent.Guilds],
    ],
  ],
  ['a new channel', (s) => s.world.createChannel(s.guildId, { name: 'x' }), [['CHANNEL_CREATE', Intent.Guilds]]],
  [
    'a changed channel',
    (s) => s.world.updateChannel(s.general.id, { topic: 'x' }, { by: s.people.grace.id }),
    [['CHANNEL_UPDATE', Intent.Guilds], AUDIT],
  ],
  ['a deleted channel', (s) => s.world.deleteChannel(s.general.id), [['CHANNEL_DELETE', Intent.Guilds]]],
  [
    'a thread',
    (s) => s.world.createThread(s.general.id, { name: 'x', ownerId: s.people.ada.id }),
    [['THREAD_CREATE', Intent.Guilds]],
  ],
  ['a changed guild', (s) => s.world.updateGuild(s.guildId, { name: 'x' }), [['GUILD_UPDATE', Intent.Guilds]]],
  ['the bot leaving', (s) => s.world.removeBot(s.guildId), [['GUILD_DELETE', Intent.Guilds]]],
  ['a deleted guild', (s) => s.world.deleteGuild(s.guildId), [['GUILD_DELETE', Intent.Guilds]]],
  [
    'a renamed member',
    (s) => s.world.updateUser(s.people.ada.id, { global_name: 'X' }),
    [['GUILD_MEMBER_UPDATE', Intent.GuildMembers]],
  ],
  ['a renamed stranger', (s) => s.world.updateUser(s.people.stranger.id, { global_name: 'X' }), []],
];

function say({ world, general, people }: SmallWorld, fields: object = {}) {
  return world.createMessage({ channelId: general.id, authorId: people.ada.id, content: 'hello', ...fields });
}

describe('the bot is told of', () => {
  test.each(DOINGS)('%s', (_name, act, expected) => {
    const small = createSmallWorld(BOT_PERMISSIONS);
    const before = small.world.revision;
    act(small);
    expect(told(small)).toEqual(expected);
    if (expected.length) expect(small.world.revision).toBeGreaterThanOrEqual(before);
  });

  test('nothing in a guild that it is not in', () => {
    const small = createSmallWorld();
    const { guild } = small.world.createGuild({ name: 'Elsewhere', ownerId: small.people.ada.id });
    const channel = small.world.createChannel(guild.id, { name: 'general' });
    say(small, { channelId: channel?.id });
    expect(small.dispatches).toEqual([]);
  });

  test('no audit log that it may not see', () => {
    const small = createSmallWorld(BOT_PERMISSIONS & ~Bit.ViewAuditLog);
    small.world.ban(small.guildId, small.people.ada.id, { by: small.people.grace.id });
    expect(told(small).map(([event]) => event)).toEqual(['GUILD_MEMBER_REMOVE', 'GUILD_BAN_ADD']);
    expect(small.place.audit).toHaveLength(1);
  });

  test('things as they were then, whatever happens to them later', () => {
    const small = createSmallWorld();
    const message = say(small);
    small.world.editMessage(small.general.id, message.id, { content: 'changed' });
    expect(small.dispatches.map(({ d }) => (d as { content: string }).content)).toEqual(['hello', 'changed']);
  });
});

describe('messages', () => {
  test('travel with guild, member and mentioned members, and without what only we keep', () => {
    const small = createSmallWorld();
    small.world.addReaction(
      small.general.id,
      say(small, { content: `hi <@${small.people.bob.id}>` }).id,
      small.people.bob.id,
      '👍',
    );
    const created = small.dispatches[0]?.d as Record<string, unknown>;
    expect(created).toMatchObject({
      guild_id: small.guildId,
      author: { username: 'ada' },
      member: { roles: [], nick: null },
    });
    expect(created.member).not.toHaveProperty('user');
    expect(created.mentions).toMatchObject([{ username: 'bob', member: { roles: [] } }]);
    expect(created).not.toHaveProperty('reactors');
    expect(small.dispatches[1]).toMatchObject({
      t: 'MESSAGE_REACTION_ADD',
      d: { emoji: { id: null, name: '👍' }, member: { user: { username: 'bob' } } },
    });
  });

  test.each([
    ['nobody by default rules out nobody', undefined, ['bob'], 1],
    ['an empty parse pings nobody', { parse: [] }, [], 0],
    ['listed users only', { users: ['BOB'] }, ['bob'], 0],
  ] as const)('%s', (_name, allowed, users, roles) => {
    const small = createSmallWorld();
    const { bob } = small.people;
    const content = `<@${bob.id}> <@&${small.roles.member.id}> <@999999999999999999>`;
    const allowedMentions = JSON.parse(JSON.stringify(allowed ?? null).replace('BOB', bob.id)) ?? undefined;
    const message = say(small, { content, ...(allowedMentions ? { allowedMentions } : {}) });
    expect(message.mentions.map(({ username }) => username)).toEqual([...users]);
    expect(message.mention_roles).toHaveLength(roles);
  });

  test('ping everyone only from who may', () => {
    const small = createSmallWorld();
    expect(say(small, { content: '@everyone' }).mention_everyone).toBe(false);
    expect(say(small, { content: '@everyone', authorId: small.people.grace.id }).mention_everyone).toBe(true);
  });

  test('quote what they reply to, until it is deleted', () => {
    const small = createSmallWorld();
    const question = say(small);
    const answer = say(small, { replyTo: question.id });
    expect(answer).toMatchObject({
      type: 19,
      message_reference: { message_id: question.id },
      referenced_message: { content: 'hello' },
    });
    small.world.deleteMessage(small.general.id, question.id);
    expect(small.world.message(small.general.id, answer.id)?.referenced_message).toBeNull();
  });

  test('deleted by a person go to the audit log; by their author or a bot, they do not', () => {
    const small = createSmallWorld();
    const { grace, ada } = small.people;
    for (const by of [ada.id, small.world.state.application.bot.id, grace.id])
      small.world.deleteMessage(small.general.id, say(small).id, { by });
    expect(small.place.audit.map(({ user_id, action_type }) => [user_id, action_type])).toEqual([
      [grace.id, AuditLogEvent.MessageDelete],
    ]);
  });

  test('of a banned person are purged as far back as asked', () => {
    const small = createSmallWorld();
    const old = say(small, { at: Date.now() - 2 * DAY });
    const fresh = say(small);
    small.world.ban(small.guildId, small.people.ada.id, { deleteMessageSeconds: 86_400 });
    expect(small.world.message(small.general.id, old.id)).toBeDefined();
    expect(small.world.message(small.general.id, fresh.id)).toBeUndefined();
    expect(small.dispatches.find(({ t }) => t === 'MESSAGE_DELETE_BULK')?.d).toMatchObject({ ids: [fresh.id] });
  });

  test('are forgotten beyond the newest 2000 of a channel', () => {
    const small = createSmallWorld();
    const first = say(small);
    for (let written = 0; written < 2000; written += 1) say(small);
    expect(small.world.message(small.general.id, first.id)).toBeUndefined();
    expect(small.world.state.messages[small.general.id]).toHaveLength(2000);
  });
});

describe('the audit log', () => {
  test('says who, whom, why and what changed', () => {
    const small = createSmallWorld();
    const until = new Date(Date.now() + DAY).toISOString();
    small.world.updateMember(
      small.guildId,
      small.people.ada.id,
      { roles: [small.roles.member.id], communication_disabled_until: until },
      { by: small.people.linus.id, reason: 'spam' },
    );
    expect(small.place.audit).toMatchObject([
      {
        action_type: AuditLogEvent.MemberUpdate,
        user_id: small.people.linus.id,
        target_id: small.people.ada.id,
        reason: 'spam',
        changes: [{ key: 'communication_disabled_until', new_value: until }],
      },
      {
        action_type: AuditLogEvent.MemberRoleUpdate,
        changes: [{ key: '$add', new_value: [{ id: small.roles.member.id, name: 'Member' }] }],
      },
    ]);
  });

  test('is silent when the world itself acts', () => {
    const small = createSmallWorld();
    small.world.removeMember(small.guildId, small.people.ada.id);
    expect(small.place.audit).toEqual([]);
  });
});

describe('roles', () => {
  test('stand in one row without gaps, however they are moved', () => {
    const { world, guildId, place, roles } = createSmallWorld();
    const names = () => place.guild.roles.toSorted((a, b) => a.position - b.position).map(({ name }) => name);
    world.moveRoles(guildId, [{ id: roles.high.id, position: 1 }]);
    expect(names()).toEqual(['@everyone', 'High', 'Member', 'Moderator', 'Smarter Dev']);
    world.moveRoles(guildId, [
      { id: roles.member.id, position: 1 },
      { id: roles.moderator.id, position: 2 },
      { id: roles.high.id, position: 3 },
      { id: roles.botRole.id, position: 4 },
    ]);
    expect(names()).toEqual(['@everyone', 'Member', 'Moderator', 'High', 'Smarter Dev']);
    world.deleteRole(guildId, roles.moderator.id);
    expect(place.guild.roles.map(({ position }) => position).sort()).toEqual([0, 1, 2, 3]);
  });

  test('of a bot that left are gone with it', () => {
    const { world, guildId, place } = createSmallWorld();
    world.removeBot(guildId);
    expect(place.guild.roles.some(({ managed }) => managed)).toBe(false);
    expect(world.addBot(guildId, { permissions: 8n })).toBe(true);
    expect(world.addBot(guildId)).toBe(false);
  });
});

describe('finding', () => {
  test('takes ids, mentions and names, with or without their sign', () => {
    const { world, guildId, general, people, roles } = createSmallWorld();
    for (const reference of [general.id, 'general', '#GENERAL', `<#${general.id}>`])
      expect(world.findChannel(reference)?.id).toBe(general.id);
    for (const reference of [people.ada.id, 'ada', '@Ada', `<@${people.ada.id}>`, `<@!${people.ada.id}>`])
      expect(world.findMember(reference, guildId)?.user.id).toBe(people.ada.id);
    expect(world.findRole('member', guildId)?.id).toBe(roles.member.id);
    expect(world.findGuild('small guild')?.guild.id).toBe(guildId);
    expect(world.findMember('nobody', guildId)).toBeUndefined();
  });

  test('prefers the username, and picks none when two are meant', () => {
    const { world, guildId, people } = createSmallWorld();
    world.updateMember(guildId, people.bob.id, { nick: 'ada' });
    expect(world.findMember('ada', guildId)?.user.id).toBe(people.ada.id);
    world.updateMember(guildId, people.linus.id, { nick: 'Twin' });
    world.updateMember(guildId, people.bob.id, { nick: 'twin' });
    expect(world.findMember('twin', guildId)).toBeUndefined();
    expect(world.findMembers('twin', guildId)).toHaveLength(2);
  });
});

describe('time', () => {
  test('makes ids as old as the account', () => {
    const { world } = createSmallWorld();
    const before = world.clock.now();
    const { id } = world.createUser({ username: 'newcomer', accountAge: 3 * DAY });
    expect(snowflakeTime(id)).toBeGreaterThanOrEqual(before - 3 * DAY);
    expect(snowflakeTime(id)).toBeLessThanOrEqual(world.clock.now() - 3 * DAY);
  });

  test('moves for everything that follows, and is part of the state', () => {
    const small = createSmallWorld();
    small.world.advance(8 * DAY);
    expect(Date.parse(say(small).timestamp) - Date.now()).toBeGreaterThan(7 * DAY);
    expect(small.world.state.clockOffset).toBe(8 * DAY);
  });

  test('goes back to where a reset puts it', () => {
    const small = createSmallWorld();
    const start = structuredClone(small.world.state);
    small.world.advance(DAY);
    say(small);
    small.world.reset(start);
    expect(small.world.state).toEqual(start);
    expect(small.world.clock.offset).toBe(0);
  });
});

test('the state is plain JSON: what is saved is what was there', () => {
  const small = createSmallWorld();
  say(small, { embeds: [{ title: 'x' }], attachments: [{ filename: 'a.png', size: 5 }] });
  small.world.ban(small.guildId, small.people.bob.id, { by: small.people.grace.id });
  expect(JSON.parse(JSON.stringify(small.world.state))).toEqual(small.world.state);
});

test('a newcomer is welcomed in the system channel, unless he comes silently', () => {
  const { world, guildId, general, people } = createSmallWorld();
  world.updateGuild(guildId, { system_channel_id: general.id });
  world.addMember(guildId, people.stranger.id);
  expect(world.state.messages[general.id]).toMatchObject([{ type: 7, author: { username: 'stranger' } }]);
});
