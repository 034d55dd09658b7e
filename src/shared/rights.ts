/** What somebody may do in a guild, the least first. `admin` administers the whole instance. */
export const guildRights = ['member', 'moderator', 'manager', 'admin'] as const;

export type GuildRight = (typeof guildRights)[number];

/** Whether a right includes what is asked for. */
export function includes(right: GuildRight, asked: GuildRight): boolean {
  return guildRights.indexOf(right) >= guildRights.indexOf(asked);
}
