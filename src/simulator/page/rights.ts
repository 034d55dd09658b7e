import { PermissionFlagsBits } from 'discord-api-types/v10';
import { canActOn, guildPermissions } from '../permissions.ts';
import type { SimulatedMember } from '../types.ts';
import type { Scene } from './scene.ts';
import { relative } from './words.ts';

/** Why the acting member cannot write here, in a sentence; `null` when nothing stands in the way. */
export function blocked(scene: Scene): string | null {
  if (!scene.place.channel) return null;
  if (scene.me.timedOut) {
    const until = Date.parse(scene.member.communication_disabled_until ?? '');
    return `${scene.me.name} is timed out and can write again ${relative(until, scene.now)}.`;
  }
  return scene.permissions & PermissionFlagsBits.SendMessages
    ? null
    : `${scene.me.name} may not send messages in #${scene.place.name}.`;
}

export type NativeAction = 'timeout' | 'untimeout' | 'kick' | 'ban';

const NEEDS = {
  timeout: PermissionFlagsBits.ModerateMembers,
  untimeout: PermissionFlagsBits.ModerateMembers,
  kick: PermissionFlagsBits.KickMembers,
  ban: PermissionFlagsBits.BanMembers,
} as const satisfies Record<NativeAction, bigint>;

/** What the acting member may do to another by Discord's own menu. */
export function nativeActions(scene: Scene, target: SimulatedMember): NativeAction[] {
  if (!canActOn(scene.guild, scene.member, target)) return [];
  const permissions = scene.me.timedOut ? 0n : guildPermissions(scene.guild, scene.member);
  const timeout: NativeAction = scene.person(target.user.id).timedOut ? 'untimeout' : 'timeout';
  return ([timeout, 'kick', 'ban'] as const).filter((action) => permissions & NEEDS[action]);
}
