import { beforeEach, describe, expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { address } from '../../../src/simulator/page/address.ts';
import { invocations, menuCommands } from '../../../src/simulator/page/commands.ts';
import { blocked, nativeActions } from '../../../src/simulator/page/rights.ts';
import { roster } from '../../../src/simulator/page/roster.ts';
import { createScene, type Scene, type Where } from '../../../src/simulator/page/scene.ts';
import { earlier, transcript } from '../../../src/simulator/page/transcript.ts';
import { createSmallWorld, type SmallWorld } from '../../harness/small-world.ts';
import { sourceOf } from './source-of.ts';

let small: SmallWorld;

beforeEach(() => {
  small = createSmallWorld();
});

function scene(where: Where = { as: 'ada' }): Scene {
  const made = createScene(sourceOf(small), where, '/cdn');
  if (!made) throw new Error('there is no guild');
  return made;
}

function target(username: string) {
  const found = small.place.members.find(({ user }) => user.username === username);
  if (!found) throw new Error(`no ${username}`);
  return found;
}

describe('who looks, and where', () => {
  test('names and ids mean the same', () => {
    expect(scene({ as: '@Ada', channel: '#general' }).me.id).toBe(small.people.ada.id);
    expect(scene({ as: small.people.ada.id, channel: small.general.id }).place.id).toBe(small.general.id);
  });

  test('nobody named is the owner; a hidden channel falls back to #general', () => {
    expect(scene({}).me.username).toBe('grace');
    expect(scene({ as: 'ada', channel: 'staff' }).place.name).toBe('general');
    expect(scene({ as: 'grace', channel: 'staff' }).place).toMatchObject({ name: 'staff', restricted: true });
  });

  test('no guild, no scene', () => {
    small.world.state.guilds = {};
    expect(createScene(sourceOf(small), {}, '/cdn')).toBeNull();
  });

  test('somebody who left is still called by name', () => {
    expect(scene().person(small.people.stranger.id)).toMatchObject({ name: 'Stranger', member: null });
    expect(scene().person('1').username).toBe('unknown-user');
  });

  test('the address names both', () => {
    expect(address(scene(), { as: scene().person(small.people.bob.id) })).toBe('/simulator?as=bob&channel=general');
  });
});

describe('what others said', () => {
  const say = (content: string, at: number, by = small.people.ada.id) =>
    small.world.createMessage({ channelId: small.general.id, authorId: by, content, at });

  test('grouped by author within seven minutes and by day', () => {
    const noon = Date.parse('2026-05-04T12:00:00Z');
    say('one', noon);
    say('two', noon + 60_000);
    say('three', noon + 9 * 60_000);
    say('four', noon + 10 * 60_000, small.people.bob.id);
    say('five', noon + 86_400_000, small.people.bob.id);
    expect(transcript(scene()).map(({ lead, newDay }) => [lead, newDay])).toEqual([
      [true, true],
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  test('the last page, then what came before', () => {
    for (let index = 0; index < 7; index += 1) say(`n${index}`, 1_700_000_000_000 + index);
    const page = transcript(scene(), 3).map(({ message }) => message.content);
    expect(page).toEqual(['n4', 'n5', 'n6']);
    const older = earlier(scene(), transcript(scene(), 3)[0]?.message.id ?? '', 3);
    expect(older.entries.map(({ message }) => message.content)).toEqual(['n1', 'n2', 'n3']);
    expect(older.more).toBeTrue();
    expect(earlier(scene(), '1')).toEqual({ entries: [], more: false });
  });

  test('an answer for one is seen by that one', () => {
    small.world.createMessage({
      channelId: small.general.id,
      authorId: small.world.state.application.bot.id,
      content: 'secret',
      ephemeralFor: small.people.ada.id,
    });
    expect(scene({ as: 'ada' }).messages).toHaveLength(1);
    expect(scene({ as: 'bob' }).messages).toHaveLength(0);
  });
});

describe('what one may', () => {
  test('write, unless timed out or not allowed', () => {
    expect(blocked(scene())).toBeNull();
    small.world.updateMember(small.guildId, small.people.ada.id, {
      communication_disabled_until: new Date(Date.now() + 600_000).toISOString(),
    });
    expect(blocked(scene())).toBe('Ada is timed out and can write again in 10 minutes.');
    small.world.updateChannel(small.general.id, {
      permission_overwrites: [
        { id: small.guildId, type: 0, allow: '0', deny: String(PermissionFlagsBits.SendMessages) },
      ],
    });
    expect(blocked(scene({ as: 'bob' }))).toBe('Bob may not send messages in #general.');
  });

  test('moderate those below', () => {
    expect(nativeActions(scene({ as: 'linus' }), target('ada'))).toEqual(['timeout', 'kick', 'ban']);
    expect(nativeActions(scene({ as: 'ada' }), target('bob'))).toEqual([]);
    expect(nativeActions(scene({ as: 'linus' }), target('grace'))).toEqual([]);
  });

  test('use the commands meant for them, by subcommand', () => {
    const base = {
      id: '1',
      application_id: '2',
      version: '3',
      type: 1 as const,
      description: 'About',
      default_member_permissions: null,
    };
    small.world.setCommands('global', [
      {
        ...base,
        name: 'bytes',
        options: [
          { type: 1, name: 'send', description: 'Give' },
          { type: 1, name: 'info', description: 'Read' },
        ],
      },
      { ...base, name: 'ban', default_member_permissions: String(PermissionFlagsBits.BanMembers) },
      { ...base, name: 'Send bytes', type: 2, description: '' },
    ]);
    expect(invocations(scene()).map(({ name }) => name)).toEqual(['bytes info', 'bytes send']);
    expect(invocations(scene({ as: 'linus' })).map(({ name }) => name)).toEqual(['ban', 'bytes info', 'bytes send']);
    expect(menuCommands(scene(), 2)).toEqual(['Send bytes']);
  });
});

test('members stand by their highest hoisted role', () => {
  small.world.updateRole(small.guildId, small.roles.moderator.id, { hoist: true });
  const groups = roster(scene()).map(({ name, people }) => [name, people.map((person) => person.username)]);
  expect(groups).toEqual([
    ['Moderator', ['linus']],
    ['Members', ['ada', 'bob', 'grace', 'smarter-dev']],
  ]);
});
