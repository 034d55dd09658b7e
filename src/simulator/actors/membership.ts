import { type APIRole, type APIUser, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { canActOn, guildPermissions, isRoleBelow, isTimedOut } from '../permissions.ts';
import type { SimulatedMember } from '../types.ts';
import type { World } from '../world/world.ts';
import { type Actor, type Denial, deny, findActor, isDenial } from './scene.ts';

export interface Joining {
  username: string;
  /** The display name. */
  name?: string | undefined;
  /** Days since the account was made; new unless given. */
  accountAgeDays?: number | undefined;
  guild?: string | undefined;
}

export type ModerationAction = 'ban' | 'unban' | 'kick' | 'timeout' | 'untimeout' | 'role_add' | 'role_remove';

export interface Moderating {
  /** Who moderates. */
  as: string;
  member: string;
  action: ModerationAction;
  reason?: string | undefined;
  /** Milliseconds; of a timeout. */
  duration?: number | undefined;
  /** Id or name; of `role_add` and `role_remove`. */
  role?: string | undefined;
  /** With a ban: deletes what the member wrote in the last so many seconds. */
  deleteMessageSeconds?: number | undefined;
  guild?: string | undefined;
}

const DAY = 86_400_000;
const LONGEST_TIMEOUT = 28 * DAY;

const NEEDS: Readonly<Record<ModerationAction, readonly [bigint, string]>> = {
  ban: [P.BanMembers, 'ban members'],
  unban: [P.BanMembers, 'lift bans'],
  kick: [P.KickMembers, 'kick members'],
  timeout: [P.ModerateMembers, 'time members out'],
  untimeout: [P.ModerateMembers, 'lift timeouts'],
  role_add: [P.ManageRoles, 'give roles'],
  role_remove: [P.ManageRoles, 'take roles away'],
};

/** Coming, going, and what moderators do by Discord's own menus. */
export function createMembership(world: World) {
  function join({ username, name, accountAgeDays = 0, guild }: Joining): SimulatedMember | Denial {
    const place = guild === undefined ? Object.values(world.state.guilds)[0] : world.findGuild(guild);
    if (!place)
      return deny('unknown_guild', guild === undefined ? 'There is no guild.' : `There is no guild "${guild}".`);
    const { id } = place.guild;
    const known = Object.values(world.state.users).find((user) => user.username === username);
    if (known && world.member(id, known.id)) return deny('not_possible', `${username} is a member already.`);
    if (place.bans.some(({ user }) => user.id === known?.id))
      return deny('not_possible', `${username} is banned there.`);
    const user = known ?? world.createUser({ username, name: name ?? null, accountAge: accountAgeDays * DAY });
    return world.addMember(id, user.id) ?? deny('not_possible', `${username} couldn't join.`);
  }

  function leave(reference: string, guild?: string): APIUser | Denial {
    const actor = findActor(world, reference, guild);
    if (isDenial(actor)) return actor;
    const { place, member } = actor;
    if (member.user.id === place.guild.owner_id)
      return deny('not_possible', 'The owner has to hand the guild over first.');
    if (member.user.id === world.state.application.bot.id) world.removeBot(place.guild.id);
    else world.removeMember(place.guild.id, member.user.id);
    return member.user;
  }

  function moderate(moderating: Moderating): boolean | Denial {
    const actor = findActor(world, moderating.as, moderating.guild);
    if (isDenial(actor)) return actor;
    const [permission, words] = NEEDS[moderating.action];
    const name = actor.member.user.username;
    const silenced =
      isTimedOut(actor.member, world.clock.now()) && !(guildPermissions(actor.place, actor.member) & P.Administrator);
    if (silenced) return deny('timed_out', `${name} is timed out.`);
    if (!(guildPermissions(actor.place, actor.member) & permission)) {
      return deny('missing_permission', `${name} may not ${words}.`);
    }
    return moderating.action === 'unban' ? unban(actor, moderating) : actOnMember(actor, moderating);
  }

  function unban(actor: Actor, { member, reason }: Moderating): boolean | Denial {
    const user = world.findUser(member);
    const act = { by: actor.member.user.id, ...(reason ? { reason } : {}) };
    return (
      (user && world.unban(actor.place.guild.id, user.id, act)) || deny('not_possible', `"${member}" isn't banned.`)
    );
  }

  function actOnMember(actor: Actor, moderating: Moderating): boolean | Denial {
    const target = findActor(world, moderating.member, actor.place.guild.id);
    if (isDenial(target)) return target;
    const names = [actor.member.user.username, target.member.user.username];
    const aboutRole = moderating.action.startsWith('role_');
    if (!aboutRole && !canActOn(actor.place, actor.member, target.member)) {
      return deny('missing_permission', `${names[0]} doesn't stand above ${names[1]}.`);
    }
    return aboutRole ? changeRole(actor, target.member, moderating) : punish(actor, target.member, moderating);
  }

  function punish(actor: Actor, target: SimulatedMember, moderating: Moderating): boolean | Denial {
    const { user } = target;
    const guildId = actor.place.guild.id;
    const { action, reason, duration = 0, deleteMessageSeconds = 0 } = moderating;
    const act = { by: actor.member.user.id, ...(reason ? { reason } : {}) };
    if (action === 'ban') return world.ban(guildId, user.id, { ...act, deleteMessageSeconds });
    if (action === 'kick') return world.removeMember(guildId, user.id, act);
    if (action === 'timeout' && (duration <= 0 || duration > LONGEST_TIMEOUT)) {
      return deny('invalid_input', 'A timeout needs a duration above zero and of at most 28 days.');
    }
    if (action === 'timeout' && guildPermissions(actor.place, target) & P.Administrator) {
      return deny('not_possible', `${target.user.username} is an administrator and can't be timed out.`);
    }
    const until = action === 'timeout' ? new Date(world.clock.now() + duration).toISOString() : null;
    world.updateMember(guildId, user.id, { communication_disabled_until: until }, act);
    return true;
  }

  function changeRole(actor: Actor, target: SimulatedMember, moderating: Moderating): boolean | Denial {
    const { action, reason } = moderating;
    const guildId = actor.place.guild.id;
    const role = roleMeant(actor, moderating);
    if (isDenial(role)) return role;
    const others = target.roles.filter((id) => id !== role.id);
    const roles = action === 'role_add' ? [...others, role.id] : others;
    world.updateMember(guildId, target.user.id, { roles }, { by: actor.member.user.id, ...(reason ? { reason } : {}) });
    return true;
  }

  function roleMeant({ place, member }: Actor, { role: reference }: Moderating): APIRole | Denial {
    if (reference === undefined) return deny('invalid_input', 'Say which role.');
    const role = world.findRole(reference, place.guild.id);
    if (!role) return deny('unknown_role', `There is no role "${reference}".`);
    if (role.managed || role.id === place.guild.id)
      return deny('not_possible', `Nobody can give or take ${role.name}.`);
    if (isRoleBelow(place, member, role)) return role;
    return deny('missing_permission', `${member.user.username} doesn't stand above the role ${role.name}.`);
  }

  return { join, leave, moderate };
}
