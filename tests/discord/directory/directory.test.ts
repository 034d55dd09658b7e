import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord.js';
import { DiscordAway } from '../../../src/discord/directory/directory.ts';
import { SEED_GUILD } from '../../../src/simulator/seed/seed.ts';
import { until } from '../../harness/until.ts';
import { type Bot, createBot, type Discord, startDiscord } from '../scene.ts';

const NOBODY = '100000000000000009';
let discord: Discord;
let bot: Bot;

beforeEach(async () => {
  discord = await startDiscord();
  bot = createBot(discord, { deploy: 'off' });
});

afterEach(async () => {
  await bot.connection.close();
  await discord.close();
});

const person = (name: string) => discord.world.findMember(name)?.user.id ?? '';
const gets = (path: string) => discord.exchanges.filter((call) => call.path.split('?')[0] === path).length;

describe('looking up', () => {
  test('a guild, its roles, channels and members', async () => {
    const { directory } = bot;
    expect(await directory.guild(SEED_GUILD)).toMatchObject({
      id: SEED_GUILD,
      name: 'Smarter Dev',
      ownerId: person('grace'),
    });
    const roles = await directory.roles(SEED_GUILD);
    expect(roles?.map(({ position }) => position)).toEqual(
      roles?.map(({ position }) => position).toSorted((a, b) => b - a),
    );
    expect((await directory.channels(SEED_GUILD))?.map(({ name }) => name)).toContain('general');
    expect(await directory.member(SEED_GUILD, person('ada'))).toMatchObject({ username: 'ada', bot: false });
    expect(await directory.self(SEED_GUILD)).toMatchObject({ username: 'smarter-dev', bot: true });
    expect((await directory.members(SEED_GUILD))?.length).toBe(
      discord.world.guild(SEED_GUILD)?.members.length as number,
    );
    expect(discord.violations()).toEqual([]);
  });

  test('what is not there gives null, and no permission', async () => {
    const { directory } = bot;
    expect(await directory.guild(NOBODY)).toBeNull();
    expect(await directory.roles(NOBODY)).toBeNull();
    expect(await directory.member(SEED_GUILD, NOBODY)).toBeNull();
    expect(await directory.permissions(SEED_GUILD, NOBODY)).toBe(0n);
  });

  test('permissions', async () => {
    const may = async (who: string, bit: bigint) =>
      ((await bot.directory.permissions(SEED_GUILD, person(who))) & bit) === bit;
    expect(await may('grace', PermissionFlagsBits.ManageGuild)).toBe(true);
    expect(await may('dennis', PermissionFlagsBits.ModerateMembers)).toBe(true);
    expect(await may('leila', PermissionFlagsBits.ModerateMembers)).toBe(false);
  });

  test('every guild of the bot’s by name, however many there are', async () => {
    const { world } = discord;
    for (let index = 0; index < 201; index += 1) {
      const { guild } = world.createGuild({
        name: `Guild ${index % 2 ? 'b' : 'a'} ${index}`,
        ownerId: person('grace'),
      });
      world.addBot(guild.id, { permissions: 0n });
    }
    const guilds = await bot.directory.guilds();
    expect(guilds).toHaveLength(202);
    expect(guilds.at(-1)).toEqual({ id: SEED_GUILD, name: 'Smarter Dev', icon: null });
    expect(guilds.map(({ name }) => name)).toEqual(guilds.map(({ name }) => name).toSorted());
    expect(gets('/users/@me/guilds')).toBe(2);
  });

  test('throws when Discord does not answer, and remembers nothing of it', async () => {
    discord.faults.set({ errors: 1 });
    await expect(bot.directory.roles(SEED_GUILD)).rejects.toBeInstanceOf(DiscordAway);
    discord.faults.clear();
    expect(await bot.directory.roles(SEED_GUILD)).not.toBeNull();
  });
});

describe('remembering', () => {
  test('asks once for many', async () => {
    await Promise.all(Array.from({ length: 20 }, () => bot.directory.roles(SEED_GUILD)));
    expect(gets(`/guilds/${SEED_GUILD}/roles`)).toBe(1);
    await bot.directory.roles(SEED_GUILD, 'fresh');
    expect(gets(`/guilds/${SEED_GUILD}/roles`)).toBe(2);
  });

  test('learns of changes at once through the gateway', async () => {
    await bot.connection.start();
    const ada = person('ada');
    const role = discord.world.findRole('Moderator')?.id ?? '';
    const moderates = async () =>
      ((await bot.directory.permissions(SEED_GUILD, ada)) & PermissionFlagsBits.ModerateMembers) !== 0n;
    expect(await moderates()).toBe(false);
    discord.world.updateMember(SEED_GUILD, ada, { roles: [role] });
    await until(async () => (await moderates()) || undefined);
    discord.world.updateRole(SEED_GUILD, role, { permissions: '0' });
    await until(async () => !(await moderates()) || undefined);
    discord.simulator.actors.leave('ada');
    await until(async () => (await bot.directory.member(SEED_GUILD, ada)) === null || undefined);
  });

  test('knows at once when the bot comes into a guild, and when it is out', async () => {
    await bot.connection.start();
    const names = async () => (await bot.directory.guilds()).map(({ name }) => name);
    expect(await names()).toEqual(['Smarter Dev']);
    const { guild } = discord.world.createGuild({ name: 'Another', ownerId: person('grace') });
    discord.world.addBot(guild.id, { permissions: 0n });
    await until(async () => (await names()).includes('Another') || undefined);
    discord.world.removeBot(guild.id);
    await until(async () => !(await names()).includes('Another') || undefined);
  });

  test('whoever is in the list of members is heard of, as long as they stay', async () => {
    await bot.connection.start();
    const heard = () => bot.directory.heard(SEED_GUILD, person('max_lurks'));
    expect(heard()).toBeUndefined();
    await bot.directory.members(SEED_GUILD);
    expect(heard()).toMatchObject({ username: 'max_lurks', displayName: 'Max' });
    const id = person('max_lurks');
    discord.world.updateMember(SEED_GUILD, id, { nick: 'Maximilian' });
    await until(() => heard()?.displayName === 'Maximilian' || undefined);
    discord.world.removeMember(SEED_GUILD, id);
    await until(() => bot.directory.heard(SEED_GUILD, id) === undefined || undefined);
  });

  test('nobody is heard of while departures are not', async () => {
    await bot.connection.start();
    await bot.directory.members(SEED_GUILD);
    expect(bot.directory.heard(SEED_GUILD, person('max_lurks'))).toBeDefined();
    await bot.connection.close();
    expect(bot.directory.heard(SEED_GUILD, person('max_lurks'))).toBeUndefined();
  });

  test('keeps the list of members up without asking again', async () => {
    await bot.connection.start();
    const names = async () => (await bot.directory.members(SEED_GUILD))?.map(({ username }) => username) ?? [];
    expect(await names()).toContain('leila');
    discord.simulator.actors.leave('leila');
    discord.simulator.actors.join({ username: 'newcomer' });
    await until(async () => (await names()).includes('newcomer') || undefined);
    expect(await names()).not.toContain('leila');
    expect(gets(`/guilds/${SEED_GUILD}/members`)).toBe(1);
  });
});
