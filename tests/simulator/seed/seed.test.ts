import { expect, test } from 'bun:test';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { snowflakeTime } from '../../../src/shared/ids.ts';
import { createClock } from '../../../src/simulator/clock.ts';
import { memberPermissions } from '../../../src/simulator/permissions.ts';
import { seed } from '../../../src/simulator/seed/seed.ts';
import { createWorld } from '../../../src/simulator/world/world.ts';

const NOW = Date.parse('2026-11-22T18:00:00Z');
const world = createWorld(seed(NOW), createClock());
const place = Object.values(world.state.guilds)[0] as NonNullable<(typeof world.state.guilds)[string]>;
const messages = Object.values(world.state.messages).flat();

test('two seeds of one day have the same ids of guild, channels, roles and people', () => {
  const again = seed(NOW + 3 * 3_600_000);
  expect(Object.keys(again.users)).toEqual(Object.keys(world.state.users));
  const ids = (state: typeof again) =>
    Object.values(state.guilds).map(({ guild, channels }) => [
      guild.id,
      guild.roles.map(({ id }) => id),
      channels.map(({ id }) => id),
    ]);
  expect(ids(again)).toEqual(ids(world.state));
});

test('the guild has the rooms and people that the product needs', () => {
  const names = place.channels.filter(({ type }) => type === ChannelType.GuildText).map(({ name }) => name);
  expect(names).toEqual([
    'welcome',
    'general',
    'show-your-work',
    'off-topic',
    'help-python',
    'help-typescript',
    'bot',
    'mod-log',
  ]);
  expect(place.members.filter(({ user }) => !user.bot).length).toBeGreaterThanOrEqual(14);
  expect(place.members.filter(({ user }) => user.bot)).toHaveLength(2);
  const ages = place.members.map(({ user }) => (NOW - snowflakeTime(user.id)) / 86_400_000);
  expect(Math.min(...ages)).toBeLessThan(7);
  expect(Math.max(...ages)).toBeGreaterThan(3_000);
});

test('every channel has some history, all of it in the past days and from members', () => {
  for (const channel of place.channels.filter(({ type }) => type === ChannelType.GuildText)) {
    const written = world.state.messages[channel.id] ?? [];
    expect(written.length).toBeGreaterThanOrEqual(3);
    expect(written.map(({ timestamp }) => timestamp)).toEqual(written.map(({ timestamp }) => timestamp).toSorted());
  }
  for (const { timestamp, id, author } of messages) {
    expect(Date.parse(timestamp)).toBeLessThan(NOW);
    expect(Date.parse(timestamp)).toBeGreaterThan(NOW - 15 * 86_400_000);
    expect(Math.abs(snowflakeTime(id) - Date.parse(timestamp))).toBeLessThan(2);
    expect(world.member(place.guild.id, author.id)).toBeDefined();
  }
});

test('no name in the talk was left without its mention', () => {
  expect(messages.filter(({ content }) => /(^|\s)@\w/.test(content)).map(({ content }) => content)).toEqual([]);
  expect(messages.some(({ mentions }) => mentions.length > 0)).toBe(true);
});

test('the bot stands above all it has to give, and only staff see the staff room', () => {
  const own = world.findRole('Smarter Dev');
  expect(world.bot(place.guild.id)?.roles).toEqual([own?.id ?? '']);
  for (const role of [
    'Veteran',
    'Rustaceans',
    'Pythonistas',
    'Gophers',
    'Gigabyte Club',
    'Megabyte Club',
    'Kilobyte Club',
  ]) {
    expect(own?.position).toBeGreaterThan(world.findRole(role)?.position ?? 999);
  }
  const log = world.findChannel('mod-log');
  const seeing = place.members.filter(
    (member) => memberPermissions(place, log ?? null, member, NOW) & PermissionFlagsBits.ViewChannel,
  );
  expect(seeing.map(({ user }) => user.username).toSorted()).toEqual(['dennis', 'grace', 'margaret', 'smarter-dev']);
});
