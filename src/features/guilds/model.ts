import { z } from 'zod';
import { isTimeZone } from '../../shared/time.ts';

export const guildSettingsInput = z.strictObject({
  timezone: z.string().min(1).max(60).refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin'),
  /** Whether the site shows the guild's name, figures, leaderboard and standings to everybody; left out, it stays as it is. */
  isPublic: z.boolean().optional(),
});

export type GuildSettingsInput = z.infer<typeof guildSettingsInput>;

/** What is stored, whole. */
export interface GuildChoices {
  readonly timezone: string;
  readonly isPublic: boolean;
}

export interface GuildSettings extends GuildChoices {
  readonly guildId: string;
}

/** Who changed what, as the audit log keeps it. */
export interface AuditEntry {
  /** Null for what concerns the whole instance. */
  readonly guildId: string | null;
  readonly actorId: string;
  readonly actorName?: string | null;
  /** A dotted verb: `economy.config.changed`. */
  readonly action: string;
  readonly target?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
  readonly requestId?: string | null;
  /** Where the request came from; null for what no request did. */
  readonly ip?: string | null;
}

export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly createdAt: Date;
  readonly position: number;
  readonly hash: string;
}
