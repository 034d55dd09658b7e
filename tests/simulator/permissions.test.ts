import { describe, expect, test } from 'bun:test';
import { Client, type Guild, type GuildChannel } from 'discord.js';
import { type APIChannel, PermissionFlagsBits as Bit, ChannelType, type Permissions } from 'discord-api-types/v10';
import fc from 'fast-check';
import { ALL_PERMISSIONS, canActOn, isRoleBelow, memberPermissions } from '../../src/simulator/permissions.ts';
import type { SimulatedGuild, SimulatedMember } from '../../src/simulator/types.ts';
import { channelOf, guildOf, memberOf, roleOf, userOf } from '../../src/simulator/world/entities.ts';

const NOW = Date.UTC(2026, 10, 22);
const GUILD = '200000000000000000';
const OWNER = '300000000000000000';
const ADA = '300000000000000001';
const MEMBER_ROLE = '400000000000000001';

interface Overwrite {
  id: string;
  allow?: bigint;
  deny?: bigint;
}

interface Scene {
  everyone?: bigint;
  role?: bigint;
  overwrites?: Overwrite[];
  type?: ChannelType;
  timeout?: number;
  who?: string;
}

/** Ada with one role in a guild with one channel. */
function scene({ everyone = 0n, role = 0n, overwrites = [], type = ChannelType.GuildText, timeout, who = ADA }: Scene) {
  const guild = guildOf({ id: GUILD, name: 'Guild', ownerId: OWNER, everyone });
  guild.roles.push(roleOf({ id: MEMBER_ROLE, name: 'Member', position: 1, permissions: role }));
  const channel = channelOf({
    id: '500000000000000001',
    guildId: GUILD,
    name: 'general',
    position: 0,
    type,
    overwrites: overwrites.map(complete),
  });
  const member = memberOf({
    user: userOf({ id: who, username: 'ada' }),
    joinedAt: new Date(NOW).toISOString(),
    roles: [MEMBER_ROLE],
  });
  if (timeout !== undefined) member.communication_disabled_until = new Date(NOW + timeout).toISOString();
  const place: SimulatedGuild = { guild, channels: [channel], members: [member], bans: [], audit: [] };
  return memberPermissions(place, channel, member, NOW);
}

function complete({ id, allow = 0n, deny = 0n }: Overwrite) {
  return { id, type: id === ADA ? 1 : 0, allow: String(allow) as Permissions, deny: String(deny) as Permissions };
}

const VIEW = Bit.ViewChannel;
const TALK = VIEW | Bit.SendMessages;

const CASES: readonly [name: string, scene: Scene, expected: bigint][] = [
  ['@everyone gives what it has', { everyone: TALK }, TALK],
  ['roles add to @everyone', { everyone: VIEW, role: Bit.SendMessages }, TALK],
  ['an overwrite of @everyone denies', { everyone: TALK, overwrites: [{ id: GUILD, deny: Bit.SendMessages }] }, VIEW],
  [
    'a role overwrite beats @everyone’s',
    {
      everyone: TALK,
      overwrites: [
        { id: GUILD, deny: Bit.SendMessages },
        { id: MEMBER_ROLE, allow: Bit.SendMessages },
      ],
    },
    TALK,
  ],
  [
    'a member overwrite beats the role’s',
    {
      everyone: TALK,
      overwrites: [
        { id: MEMBER_ROLE, allow: Bit.SendMessages },
        { id: ADA, deny: Bit.SendMessages },
      ],
    },
    VIEW,
  ],
  [
    'within one level allowing wins',
    { everyone: VIEW, overwrites: [{ id: MEMBER_ROLE, allow: Bit.SendMessages, deny: Bit.SendMessages }] },
    TALK,
  ],
  [
    'overwrites of roles one lacks do nothing',
    { everyone: TALK, overwrites: [{ id: '499999999999999999', deny: TALK }] },
    TALK,
  ],
  ['a hidden channel leaves nothing', { everyone: TALK, overwrites: [{ id: GUILD, deny: VIEW }] }, 0n],
  [
    'who may not send may not embed, attach or ping all',
    { everyone: VIEW | Bit.EmbedLinks | Bit.AttachFiles | Bit.MentionEveryone | Bit.AddReactions },
    VIEW | Bit.AddReactions,
  ],
  [
    'administrators may everything, whatever is denied',
    { role: Bit.Administrator, overwrites: [{ id: ADA, deny: VIEW }] },
    ALL_PERMISSIONS,
  ],
  ['so may the owner', { who: OWNER, overwrites: [{ id: GUILD, deny: VIEW }] }, ALL_PERMISSIONS],
  [
    'timed out, one sees and reads only',
    { everyone: TALK | Bit.ReadMessageHistory, timeout: 1 },
    VIEW | Bit.ReadMessageHistory,
  ],
  [
    'timed out in a channel one cannot see, nothing',
    { everyone: TALK, timeout: 1, overwrites: [{ id: GUILD, deny: VIEW }] },
    0n,
  ],
  ['a timeout that is over does nothing', { everyone: TALK, timeout: 0 }, TALK],
  ['a timeout does not hold administrators', { role: Bit.Administrator, timeout: 1 }, ALL_PERMISSIONS],
];

describe('memberPermissions', () => {
  test.each(CASES)('%s', (_name, given, expected) => expect(scene(given)).toBe(expected));

  test('a thread has its channel’s overwrites, and its own permission to write', () => {
    const guild = guildOf({
      id: GUILD,
      name: 'Guild',
      ownerId: OWNER,
      everyone: VIEW | Bit.SendMessagesInThreads | Bit.EmbedLinks,
    });
    const parent = channelOf({
      id: '5',
      guildId: GUILD,
      name: 'general',
      position: 0,
      overwrites: [complete({ id: GUILD, deny: Bit.AddReactions })],
    });
    const thread = {
      id: '6',
      type: ChannelType.PublicThread,
      parent_id: '5',
      name: 'off we go',
    } as unknown as APIChannel;
    const member = memberOf({ user: userOf({ id: ADA, username: 'ada' }), joinedAt: '' });
    const place: SimulatedGuild = { guild, channels: [parent, thread], members: [member], bans: [], audit: [] };
    expect(memberPermissions(place, thread, member, NOW)).toBe(VIEW | Bit.SendMessagesInThreads | Bit.EmbedLinks);
    expect(memberPermissions(place, parent, member, NOW)).toBe(VIEW | Bit.SendMessagesInThreads);
  });
});

const bits = fc
  .array(fc.constantFrom(...Object.values(Bit)), { maxLength: 8 })
  .map((list) => list.reduce((all, bit) => all | bit, 0n));

/** A guild with random roles and overwrites, and people with random roles. */
const anyGuild = fc
  .record({
    everyone: bits,
    roles: fc.array(fc.record({ permissions: bits, position: fc.integer({ min: 1, max: 5 }) }), { maxLength: 6 }),
    people: fc.array(fc.array(fc.nat(5), { maxLength: 4 }), { minLength: 2, maxLength: 4 }),
    overwrites: fc.array(fc.record({ target: fc.nat(10), allow: bits, deny: bits }), { maxLength: 6 }),
  })
  .map(({ everyone, roles, people, overwrites }) => {
    const guild = guildOf({ id: GUILD, name: 'Guild', ownerId: OWNER, everyone });
    for (const [index, role] of roles.entries())
      guild.roles.push(roleOf({ id: `40000000000000000${index}`, name: `r${index}`, ...role }));
    const members = [
      memberOf({ user: userOf({ id: OWNER, username: 'owner' }), joinedAt: new Date(NOW).toISOString() }),
      ...people.map((held, index) =>
        memberOf({
          user: userOf({ id: `30000000000000001${index}`, username: `p${index}` }),
          joinedAt: new Date(NOW).toISOString(),
          roles: [...new Set(held.filter((role) => role < roles.length))].map((role) => `40000000000000000${role}`),
        }),
      ),
    ];
    const targets = [GUILD, ...guild.roles.slice(1).map(({ id }) => id), ...members.map(({ user }) => user.id)];
    const given = new Map(
      overwrites.map(({ target, allow, deny }) => [targets[target % targets.length] ?? GUILD, { allow, deny }]),
    );
    const channel = channelOf({
      id: '500000000000000001',
      guildId: GUILD,
      name: 'general',
      position: 0,
      overwrites: [...given].map(([id, { allow, deny }]) => ({
        id,
        type: id.startsWith('3') ? 1 : 0,
        allow: String(allow),
        deny: String(deny),
      })),
    });
    const place: SimulatedGuild = { guild, channels: [channel], members, bans: [], audit: [] };
    return { place, channel };
  });

/** What discord.js computes for the same guild; a client of its own each time, since clients remember channels. */
function byDiscordJs(place: SimulatedGuild, member: SimulatedMember): bigint {
  const { guild, channels, members } = structuredClone(place);
  const payload = { ...guild, channels, members, threads: [], joined_at: new Date(NOW).toISOString() };
  const door = new Client({ intents: [] }).guilds as unknown as { _add(data: object, cache: boolean): Guild };
  const channel = door._add(payload, false).channels.cache.first() as GuildChannel;
  const known = channel.guild.members.cache.get(member.user.id);
  return known ? channel.permissionsFor(known).bitfield : 0n;
}

/** Discord takes away more than discord.js does: everything where one can't see, some where one can't send. */
function withImplied(permissions: bigint): bigint {
  if (!(permissions & VIEW)) return 0n;
  const sending = Bit.MentionEveryone | Bit.SendTTSMessages | Bit.AttachFiles | Bit.EmbedLinks;
  return permissions & Bit.SendMessages ? permissions : permissions & ~sending;
}

function pairs(members: readonly SimulatedMember[]): [SimulatedMember, SimulatedMember][] {
  return members.flatMap((actor) => members.map((target): [SimulatedMember, SimulatedMember] => [actor, target]));
}

/** The height of a member's highest role, the older first at one position; 0 without any. */
function height({ guild }: SimulatedGuild, { roles }: SimulatedMember): number {
  const heights = guild.roles
    .filter(({ id }) => roles.includes(id))
    .map(({ id, position }) => position * 1000 - Number(id.slice(-2)));
  return Math.max(0, ...heights);
}

describe('over random guilds', () => {
  test('memberPermissions agrees with discord.js, but for what Discord implies', () => {
    const known = Object.values(Bit).reduce((all, bit) => all | bit, 0n);
    fc.assert(
      fc.property(anyGuild, ({ place, channel }) => {
        for (const member of place.members) {
          const theirs = withImplied(byDiscordJs(place, member));
          expect(memberPermissions(place, channel, member, NOW) & known).toBe(theirs & known);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('nobody acts on himself or the owner, and never two on each other', () => {
    fc.assert(
      fc.property(anyGuild, ({ place }) => {
        for (const [actor, target] of pairs(place.members)) {
          const allowed = canActOn(place, actor, target);
          if (actor === target || target.user.id === OWNER) expect(allowed).toBe(false);
          if (allowed) expect(canActOn(place, target, actor)).toBe(false);
        }
      }),
    );
  });

  test('acting goes down the roles only', () => {
    fc.assert(
      fc.property(anyGuild, ({ place }) => {
        for (const [actor, target] of pairs(place.members.slice(1))) {
          expect(canActOn(place, actor, target)).toBe(height(place, actor) > height(place, target));
        }
      }),
    );
  });

  test('a role is below a member when one of his stands higher', () => {
    fc.assert(
      fc.property(anyGuild, ({ place }) => {
        for (const member of place.members.slice(1)) {
          for (const role of place.guild.roles.slice(1)) {
            const alone = { ...member, roles: [role.id] };
            expect(isRoleBelow(place, member, role)).toBe(height(place, member) > height(place, alone));
          }
        }
      }),
    );
  });
});
