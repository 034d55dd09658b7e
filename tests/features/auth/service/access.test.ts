import { afterEach, beforeEach, expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { createDirectory } from '../../../../src/discord/directory/directory.ts';
import { createRest, type SharedRest } from '../../../../src/discord/rest.ts';
import { createAccess } from '../../../../src/features/auth/service/access.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { startSimulator, type TestSimulator } from '../../../harness/simulator.ts';
import { createSmallWorld } from '../../../harness/small-world.ts';

const log = createLog({ level: 'silent', format: 'json' });
const NOBODY = '100000000000000009';

let small: ReturnType<typeof createSmallWorld>;
let discord: TestSimulator;
let rest: SharedRest;

beforeEach(async () => {
  small = createSmallWorld();
  discord = await startSimulator({ seed: () => small.world.state });
  rest = createRest({ apiUrl: discord.apiUrl, cdnUrl: `${discord.url}/cdn`, token: discord.token, log });
});
afterEach(async () => {
  rest.close();
  await discord.close();
});

/** Remembers nothing from before. */
function access(admin = '', patience = 5_000) {
  const directory = createDirectory({ rest, clock: discord.world.clock });
  return createAccess({ directory, isAdmin: (id) => id === admin, log, patience });
}

test('owner, moderator, member, stranger', async () => {
  const { people, guildId } = small;
  const { standing } = access();
  const rightOf = async (userId: string) => {
    const found = await standing(userId, guildId);
    return found === 'away' ? found : (found?.right ?? null);
  };
  expect(await rightOf(people.grace.id)).toBe('manager');
  expect(await rightOf(people.linus.id)).toBe('moderator');
  expect(await rightOf(people.ada.id)).toBe('member');
  expect(await rightOf(people.stranger.id)).toBeNull();
  expect(await rightOf(NOBODY)).toBeNull();
  expect(await standing(people.grace.id, NOBODY)).toBeNull();
  expect(discord.violations()).toEqual([]);
});

test.each([
  ['Administrator', PermissionFlagsBits.Administrator, 'manager'],
  ['Manage Guild', PermissionFlagsBits.ManageGuild, 'manager'],
  ['Moderate Members', PermissionFlagsBits.ModerateMembers, 'moderator'],
  ['Kick Members', PermissionFlagsBits.KickMembers, 'member'],
] as const)('a role with %s makes a %s', async (_name, permissions, right) => {
  const { world, guildId, people } = discordWorld();
  const role = world.createRole(guildId, { name: 'Special', permissions });
  world.updateMember(guildId, people.ada.id, { roles: [role?.id ?? ''] });
  expect(await access().standing(people.ada.id, guildId)).toMatchObject({ right });
});

test('a timeout takes every right, except of owners and administrators', async () => {
  const { world, guildId, people } = discordWorld();
  world.updateMember(guildId, people.linus.id, {
    communication_disabled_until: new Date(world.clock.now() + 3_600_000).toISOString(),
  });
  expect(await access().standing(people.linus.id, guildId)).toMatchObject({ right: 'member' });
});

test('who administers the instance sees every guild that the bot is in, and no other', async () => {
  const { standing, guilds } = access(small.people.stranger.id);
  expect(await standing(small.people.stranger.id, small.guildId)).toMatchObject({ right: 'admin' });
  expect(await standing(small.people.stranger.id, NOBODY)).toBeNull();
  expect(await guilds(small.people.stranger.id)).toMatchObject([{ guild: { id: small.guildId }, right: 'admin' }]);
});

test('lists the guilds of a person by name, with what he may do there', async () => {
  const { world, people } = discordWorld();
  const second = world.createGuild({ name: 'Another Guild', ownerId: people.ada.id });
  world.addBot(second.guild.id, { permissions: 0n });
  const { guilds } = access();
  expect(await guilds(people.ada.id)).toMatchObject([
    { guild: { name: 'Another Guild' }, right: 'manager' },
    { guild: { name: 'Small Guild' }, right: 'member' },
  ]);
  expect(await guilds(people.stranger.id)).toEqual([]);
});

test('when Discord does not answer nothing is known, and nothing allowed', async () => {
  const { standing, guilds, isAdmin } = access(small.people.stranger.id);
  await discord.close();
  expect(await standing(small.people.grace.id, small.guildId)).toBe('away');
  expect(await guilds(small.people.grace.id)).toBe('away');
  expect(await standing(small.people.stranger.id, small.guildId)).toBe('away');
  expect(isAdmin(small.people.stranger.id)).toBe(true);
});

test('nobody waits long for a slow Discord, and slow means no', async () => {
  discord.simulator.faults.set({ latency: 400 });
  expect(await access('', 50).standing(small.people.grace.id, small.guildId)).toBe('away');
  expect(await access().standing(small.people.grace.id, small.guildId)).toMatchObject({ right: 'manager' });
});

test('Discord is not asked about guilds that the bot is not in, whoever guesses their ids', async () => {
  const { standing } = access();
  for (let index = 0; index < 20; index += 1) {
    expect(await standing(small.people.grace.id, `20000000000000000${index}`)).toBeNull();
  }
  expect(discord.exchanges.map(({ path }) => path.split('?')[0])).toEqual(['/users/@me/guilds']);
});

function discordWorld() {
  return { world: discord.world, guildId: small.guildId, people: small.people };
}
