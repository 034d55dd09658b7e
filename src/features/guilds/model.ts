import { z } from 'zod';
import { snowflake } from '../../shared/ids.ts';
import { isTimeZone } from '../../shared/time.ts';

const APPEAL_LIMIT = 300;

/** What is left out stays as it is; only the time zone is always said. */
export const guildSettingsInput = z.strictObject({
  timezone: z.string().min(1).max(60).refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin'),
  /** Whether the site shows the guild's name, figures, leaderboard and standings to everybody. */
  isPublic: z.boolean().optional(),
  /** Where cases are told of, and alerts that have no channel of their own; null for nowhere. */
  logChannelId: snowflake.nullable().optional(),
  /** The guild's own line on how to appeal, in direct messages about cases; null for ours. */
  appeal: z
    .string()
    .trim()
    .min(1)
    .max(APPEAL_LIMIT)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'must be one line of plain text')
    .nullable()
    .optional(),
  /** Whether who is warned is told so by direct message. */
  tellsWarned: z.boolean().optional(),
});

export type GuildSettingsInput = z.infer<typeof guildSettingsInput>;

/** What is stored, whole. */
export interface GuildChoices {
  readonly timezone: string;
  readonly isPublic: boolean;
  readonly logChannelId: string | null;
  readonly appeal: string | null;
  readonly tellsWarned: boolean;
}

export const NO_CHOICES: GuildChoices = {
  timezone: 'UTC',
  isPublic: false,
  logChannelId: null,
  appeal: null,
  tellsWarned: true,
};

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
