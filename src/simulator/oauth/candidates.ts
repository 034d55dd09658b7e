import { type APIUser, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { memberPermissions } from '../permissions.ts';
import type { SimulatedGuild } from '../types.ts';
import type { World } from '../world/world.ts';

/** The people one may sign in as, and what each does in which guild: that is what the choice is about. */
export function candidates(world: World): { user: APIUser; note: string }[] {
  return Object.values(world.state.users)
    .filter(({ bot }) => !bot)
    .map((user) => ({ user, note: noteOn(world, user.id) }));
}

function noteOn(world: World, userId: Snowflake): string {
  return Object.values(world.state.guilds)
    .flatMap((place) => deedIn(world, place, userId) ?? [])
    .join(', ');
}

function deedIn(world: World, place: SimulatedGuild, userId: Snowflake): string | null {
  const member = world.member(place.guild.id, userId);
  if (!member) return null;
  if (place.guild.owner_id === userId) return `owns ${place.guild.name}`;
  const permissions = memberPermissions(place, null, member, world.clock.now());
  if (permissions & PermissionFlagsBits.ManageGuild) return `manages ${place.guild.name}`;
  if (permissions & PermissionFlagsBits.ModerateMembers) return `moderates ${place.guild.name}`;
  return null;
}
