import {
  type APIChannel,
  type APIRole,
  type APIUser,
  PermissionFlagsBits,
  type Permissions,
} from 'discord-api-types/v10';
import { createClock } from '../../src/simulator/clock.ts';
import type { Dispatch, SimulatedGuild, WorldState } from '../../src/simulator/types.ts';
import { userOf } from '../../src/simulator/world/entities.ts';
import { createWorld } from '../../src/simulator/world/world.ts';

/** A state with nobody in it but our bot, in no guild. */
export function emptyState(): WorldState {
  const bot = userOf({ id: '100000000000000001', username: 'smarter-dev', name: 'Smarter Dev', bot: true });
  return {
    version: 1,
    clockOffset: 0,
    sequence: 0,
    application: { id: bot.id, name: 'Smarter Dev', bot, publicKey: 'f'.repeat(64) },
    users: { [bot.id]: bot },
    guilds: {},
    messages: {},
    directChannels: {},
    commands: {},
  };
}

/** What our bot may do in the small world, unless a test says otherwise: all but administrate. */
export const BOT_PERMISSIONS =
  Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n) & ~PermissionFlagsBits.Administrator;

/** One guild: grace owns it, linus moderates below the bot, ada and bob are members; #general and #staff. */
export function createSmallWorld(botPermissions: bigint = BOT_PERMISSIONS) {
  const world = createWorld(emptyState(), createClock(), { cdn: 'http://127.0.0.1/cdn' });
  const dispatches: Dispatch[] = [];
  const people = Object.fromEntries(
    ['grace', 'linus', 'ada', 'bob', 'stranger'].map((username) => [
      username,
      world.createUser({ username, name: titled(username), accountAge: 400 * 86_400_000 }),
    ]),
  ) as Record<'grace' | 'linus' | 'ada' | 'bob' | 'stranger', APIUser>;
  const place = world.createGuild({ name: 'Small Guild', ownerId: people.grace.id });
  const guildId = place.guild.id;
  world.addBot(guildId, { permissions: botPermissions });
  const member = made(world.createRole(guildId, { name: 'Member' }));
  const moderator = made(
    world.createRole(guildId, {
      name: 'Moderator',
      permissions:
        PermissionFlagsBits.KickMembers | PermissionFlagsBits.BanMembers | PermissionFlagsBits.ModerateMembers,
    }),
  );
  const botRole = made(place.guild.roles.find(({ managed }) => managed));
  const high = made(world.createRole(guildId, { name: 'High' }));
  world.moveRoles(guildId, [
    { id: member.id, position: 1 },
    { id: moderator.id, position: 2 },
    { id: botRole.id, position: 3 },
    { id: high.id, position: 4 },
  ]);
  world.addMember(guildId, people.linus.id, { roles: [moderator.id], silent: true });
  world.addMember(guildId, people.ada.id, { silent: true });
  world.addMember(guildId, people.bob.id, { silent: true });
  const general = made(world.createChannel(guildId, { name: 'general' }));
  const staff = made(
    world.createChannel(guildId, { name: 'staff', overwrites: [denying(guildId, PermissionFlagsBits.ViewChannel)] }),
  );
  world.onDispatch((dispatch) => dispatches.push(dispatch));
  const small: SmallWorld = {
    world,
    place,
    guildId,
    people,
    roles: { member, moderator, botRole, high },
    general,
    staff,
    dispatches,
  };
  return small;
}

export interface SmallWorld {
  world: ReturnType<typeof createWorld>;
  place: SimulatedGuild;
  guildId: string;
  people: Record<'grace' | 'linus' | 'ada' | 'bob' | 'stranger', APIUser>;
  roles: Record<'member' | 'moderator' | 'botRole' | 'high', APIRole>;
  general: APIChannel;
  /** Hidden from @everyone. */
  staff: APIChannel;
  /** What the bot was told since the world was made. */
  dispatches: Dispatch[];
}

/** A channel’s overwrite that takes a permission from a role. */
export function denying(id: string, permission: bigint) {
  return { id, type: 0, allow: '0' as Permissions, deny: String(permission) as Permissions };
}

function titled(name: string): string {
  return name[0]?.toUpperCase() + name.slice(1);
}

function made<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('the small world could not be made');
  return thing;
}
