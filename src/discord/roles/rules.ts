import type { Snowflake } from '../../shared/ids.ts';

/** Why a role may not be given by the bot. */
export type RoleProblem = 'role_missing' | 'role_everyone' | 'role_managed' | 'role_dangerous' | 'role_too_high';

export interface RoleFacts {
  readonly id: Snowflake;
  readonly position: number;
  readonly managed: boolean;
  readonly permissions: bigint;
}

export interface RoleLimits {
  readonly guildId: Snowflake;
  /** Position of the bot's highest role. */
  readonly botTop: number;
  /** Position of the highest role of whoever configures it; absent for the guild's owner, and when granting. */
  readonly configurerTop?: number;
}

/** Discord's permission bits that make a role dangerous to hand out by a machine. */
export const DANGEROUS_PERMISSIONS = {
  KickMembers: 1n << 1n,
  BanMembers: 1n << 2n,
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  MentionEveryone: 1n << 17n,
  ManageRoles: 1n << 28n,
  ManageWebhooks: 1n << 29n,
  ModerateMembers: 1n << 40n,
} as const;

const DANGEROUS = Object.values(DANGEROUS_PERMISSIONS).reduce((all, bit) => all | bit, 0n);

/** Whether the bot may give a role, or why not; null is yes. Asked when it is configured and again when it is given. */
export function roleProblem(role: RoleFacts | null | undefined, limits: RoleLimits): RoleProblem | null {
  if (!role) return 'role_missing';
  if (role.id === limits.guildId) return 'role_everyone';
  if (role.managed) return 'role_managed';
  if (role.permissions & DANGEROUS) return 'role_dangerous';
  if (role.position >= Math.min(limits.botTop, limits.configurerTop ?? Number.POSITIVE_INFINITY))
    return 'role_too_high';
  return null;
}

const SENTENCES: Readonly<Record<RoleProblem, string>> = {
  role_missing: 'This role no longer exists. Choose another one.',
  role_everyone: 'Everyone has this role already. Choose another one.',
  role_managed: 'This role belongs to a bot or an integration, so nobody can give it. Choose another one.',
  role_dangerous:
    'This role can moderate or manage the server, so it is never given automatically. Choose one without such permissions.',
  role_too_high: 'This role stands too high. Drag it below my own role (and below yours) in the server settings.',
};

export function roleProblemText(problem: RoleProblem): string {
  return SENTENCES[problem];
}

/** A sentence for a write that was given up. @param error a `RoleProblem`, `guild_missing`, or what Discord said */
export function failureText(error: string): string {
  if (error in SENTENCES) return SENTENCES[error as RoleProblem];
  if (error === 'guild_missing') return 'The bot was not in this server. Invite it again.';
  if (error.startsWith('10007 ')) return 'This person has left the server.';
  if (error.startsWith('50013 '))
    return 'Discord did not allow it. Give the bot’s role the permission Manage Roles, and drag it above this role.';
  return `Discord refused: ${error}`;
}
