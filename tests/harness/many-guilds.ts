import { type APIRole, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Snowflake, snowflakeAt } from '../../src/shared/ids.ts';
import { createClock } from '../../src/simulator/clock.ts';
import type { WorldState } from '../../src/simulator/types.ts';
import { createWorld } from '../../src/simulator/world/world.ts';
import { BOT_PERMISSIONS, emptyState } from './small-world.ts';

const FOUNDED = Date.UTC(2022, 0, 1);
/** More than a day, so that whoever joined may earn. */
const OLD = 400 * 86_400_000;

export interface ManyGuilds {
  readonly state: WorldState;
  /** The n-th is of shard n modulo the number of shards, if that is a power of two. */
  readonly guilds: readonly { readonly id: Snowflake; readonly roleId: Snowflake }[];
  readonly people: Readonly<Record<'grace' | 'ada' | 'bob', Snowflake>>;
}

/** So many guilds with the same three people in each: grace owns them, ada and bob are members. Our bot is in all of them. */
export function createManyGuilds(count: number): ManyGuilds {
  const world = createWorld(emptyState(), createClock(), { cdn: 'http://127.0.0.1/cdn' });
  const [grace = '', ada = '', bob = ''] = ['grace', 'ada', 'bob'].map(
    (username) => world.createUser({ username, name: username, accountAge: OLD }).id,
  );
  const guilds = Array.from({ length: count }, (_, n) => {
    const { guild } = world.createGuild({ id: snowflakeAt(FOUNDED + n, n), name: `Guild ${n}`, ownerId: grace });
    world.addBot(guild.id, { permissions: BOT_PERMISSIONS });
    const role = world.createRole(guild.id, { name: 'Rich', permissions: PermissionFlagsBits.ViewChannel }) as APIRole;
    const own = guild.roles.find(({ managed }) => managed) as APIRole;
    world.moveRoles(guild.id, [
      { id: role.id, position: 1 },
      { id: own.id, position: 2 },
    ]);
    for (const id of [ada, bob]) world.addMember(guild.id, id, { silent: true });
    world.createChannel(guild.id, { name: 'general' });
    return { id: guild.id, roleId: role.id };
  });
  return { state: world.state, guilds, people: { grace, ada, bob } };
}
