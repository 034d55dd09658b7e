import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../platform/clock.ts';
import { refuse } from '../../shared/refusal.ts';
import type { Precondition } from './contract.ts';

export type PermissionName = keyof typeof PermissionFlagsBits;

/** Whoever acts must hold all of these in the channel. Refuses with `missing_permissions`. */
export function memberPermissions(...names: readonly PermissionName[]): Precondition {
  return (interaction) => check('missing_permissions', interaction.memberPermissions, names);
}

/** The bot must hold all of these in the channel. Refuses with `bot_missing_permissions`. */
export function botPermissions(...names: readonly PermissionName[]): Precondition {
  return (interaction) => check('bot_missing_permissions', interaction.appPermissions, names);
}

function check(code: string, held: Readonly<PermissionsBitField> | null, names: readonly PermissionName[]) {
  const missing = names.filter((name) => !held?.has(PermissionFlagsBits[name]));
  return missing.length === 0 ? null : refuse(code, { permissions: missing.map(spaced).join(', ') });
}

function spaced(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

const REMEMBERED = 50_000;

/** At most one run per member and guild in `milliseconds`, in this process. Refuses with `too_soon`. */
export function cooldown(clock: Clock, milliseconds: number): Precondition {
  const free = new LRUCache<string, number>({ max: REMEMBERED });
  return (interaction) => {
    const key = `${interaction.guildId}:${interaction.user.id}`;
    const now = clock.now();
    const until = free.get(key) ?? 0;
    if (now < until) return refuse('too_soon', { until });
    free.set(key, now + milliseconds);
    return null;
  };
}
