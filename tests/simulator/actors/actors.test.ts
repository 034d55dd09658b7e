import { beforeEach, expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { type Actors, createActors } from '../../../src/simulator/actors/actors.ts';
import { isDenial } from '../../../src/simulator/actors/scene.ts';
import { createFaults } from '../../../src/simulator/faults.ts';
import { createInteractions } from '../../../src/simulator/interactions/interactions.ts';
import { createSmallWorld, type SmallWorld } from '../../harness/small-world.ts';

let small: SmallWorld;
let actors: Actors;
beforeEach(() => {
  small = createSmallWorld();
  actors = createActors(small.world, createInteractions({ world: small.world, faults: createFaults() }));
});

function sentence(result: unknown): string {
  return isDenial(result) ? String(result.context.message) : 'allowed';
}

/** Takes a permission from everybody in #general. */
function forbid(permission: bigint): void {
  small.world.updateChannel(small.general.id, {
    permission_overwrites: [{ id: small.guildId, type: 0, allow: '0', deny: String(permission) }],
  });
}

const P = PermissionFlagsBits;
const file = { filename: 'a.txt', size: 1 };

const DENIALS: readonly [
  what: string,
  permission: bigint,
  act: (actors: Actors, message: string) => unknown,
  words: RegExp,
][] = [
  ['writing', P.SendMessages, (a) => a.say({ as: 'ada', channel: 'general', content: 'x' }), /may not write/],
  [
    'attaching',
    P.AttachFiles,
    (a) => a.say({ as: 'ada', channel: 'general', attachments: [file] }),
    /may not attach files/,
  ],
  ['seeing', P.ViewChannel, (a) => a.say({ as: 'ada', channel: 'general', content: 'x' }), /can't see #general/],
  ['reacting', P.AddReactions, (a, id) => a.react('ada', id, '👍'), /may not add reactions/],
  ['reading back', P.ReadMessageHistory, (a, id) => a.react('ada', id, '👍'), /may not read the history/],
  [
    'using commands',
    P.UseApplicationCommands,
    (a) => a.command({ as: 'ada', channel: 'general', name: 'x' }),
    /may not use commands/,
  ],
];

test.each(DENIALS)('%s takes its permission', (_what, permission, act, words) => {
  const { id } = small.world.createMessage({
    channelId: small.general.id,
    authorId: small.people.bob.id,
    content: 'hi',
  });
  expect(sentence(act(actors, id))).not.toMatch(words);
  small.world.clearReactions(small.general.id, id);
  forbid(permission);
  expect(sentence(act(actors, id))).toMatch(words);
});

test('who is timed out can neither write, react nor moderate', () => {
  const until = new Date(small.world.clock.now() + 60_000).toISOString();
  const { id } = small.world.createMessage({
    channelId: small.general.id,
    authorId: small.people.bob.id,
    content: 'hi',
  });
  for (const who of ['linus', 'ada'] as const) {
    small.world.updateMember(small.guildId, small.people[who].id, { communication_disabled_until: until });
    expect(sentence(actors.say({ as: who, channel: 'general', content: 'x' }))).toMatch(/timed out until/);
    expect(sentence(actors.react(who, id, '👍'))).toMatch(/timed out until/);
  }
  expect(sentence(actors.moderate({ as: 'linus', member: 'bob', action: 'kick' }))).toBe('linus is timed out.');
  expect(actors.commands({ as: 'ada', channel: 'general' })).toEqual([]);
  small.world.advance(61_000);
  expect(sentence(actors.say({ as: 'ada', channel: 'general', content: 'x' }))).toBe('allowed');
});

test('nobody moderates himself, the owner, or who stands as high', () => {
  small.world.updateMember(small.guildId, small.people.bob.id, { roles: [small.roles.moderator.id] });
  for (const member of ['linus', 'grace', 'bob']) {
    expect(sentence(actors.moderate({ as: 'linus', member, action: 'kick' }))).toMatch(/doesn't stand above/);
  }
  expect(sentence(actors.moderate({ as: 'linus', member: 'ada', action: 'kick' }))).toBe('allowed');
  expect(small.world.member(small.guildId, small.people.ada.id)).toBeUndefined();
});

test('administrators cannot be timed out', () => {
  const admin = small.world.createRole(small.guildId, { name: 'Admin', permissions: P.Administrator });
  small.world.updateMember(small.guildId, small.people.ada.id, { roles: [admin?.id ?? ''] });
  expect(sentence(actors.moderate({ as: 'grace', member: 'ada', action: 'timeout', duration: 60_000 }))).toMatch(
    /administrator/,
  );
});

test('roles are given only from below the own highest one', () => {
  small.world.updateRole(small.guildId, small.roles.moderator.id, {
    permissions: String(P.ManageRoles) as `${bigint}`,
  });
  const give = (role: string) => sentence(actors.moderate({ as: 'linus', member: 'ada', action: 'role_add', role }));
  expect(give('Member')).toBe('allowed');
  expect(give('High')).toMatch(/doesn't stand above the role High/);
  expect(give('Moderator')).toMatch(/doesn't stand above/);
  expect(small.world.member(small.guildId, small.people.ada.id)?.roles).toEqual([small.roles.member.id]);
});

test('the bot may be asked to leave, and is gone with its role', () => {
  expect(isDenial(actors.leave('smarter-dev'))).toBe(false);
  expect(small.world.bot(small.guildId)).toBeUndefined();
});

test('in direct messages only the two of them write', () => {
  const said = actors.say({ as: 'ada', channel: 'dm', content: 'psst' });
  const channel = isDenial(said) ? '' : said.channel_id;
  expect(sentence(actors.say({ as: 'ada', channel, content: 'again' }))).toBe('allowed');
  expect(sentence(actors.say({ as: 'bob', channel, content: 'me too' }))).toMatch(/no part in that conversation/);
});
