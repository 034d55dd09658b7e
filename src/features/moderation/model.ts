import type { Snowflake } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type {
  CaseAction,
  CaseEventKind,
  CaseOutcome,
  CaseSource,
  checkDuration,
  parseDuration,
  StandingRefusal,
} from './rules.ts';

/** Instants are epoch milliseconds. */
export interface Case {
  readonly id: string;
  readonly guildId: Snowflake;
  /** From 1, without gaps in a guild. */
  readonly number: number;
  readonly action: CaseAction;
  readonly userId: Snowflake;
  /** As they were called then; null once they had their data deleted. */
  readonly userTag: string | null;
  /** A member, `KEY:<id>` for a key of the API, or the bot for a rule. */
  readonly moderatorId: string;
  readonly moderatorTag: string | null;
  readonly reason: string | null;
  readonly source: CaseSource;
  readonly outcome: CaseOutcome;
  /** What Discord said when it failed. */
  readonly problem: string | null;
  /** Null for good. */
  readonly expiresAt: number | null;
  /** When it ended: by its time, or since somebody lifted it. */
  readonly endedAt: number | null;
  /** Null where nobody was to be told, or nobody knows. */
  readonly dmDelivered: boolean | null;
  readonly resolved: boolean;
  readonly resolvedBy: string | null;
  readonly resolvedAt: number | null;
  readonly resolveNote: string | null;
  /** The event of the log of auto-moderation, where a rule acted. */
  readonly automodEventId: string | null;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface CaseEvent {
  readonly id: string;
  readonly kind: CaseEventKind;
  readonly actorId: string;
  readonly actorTag: string | null;
  /** What a note says, what was wrong, or `{ before, after }` of an edit. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: number;
}

export interface CaseWithEvents extends Case {
  /** Oldest first. */
  readonly events: readonly CaseEvent[];
}

/** Whoever acts. */
export interface Moderator {
  readonly id: string;
  readonly name: string | null;
  /** Whether their roles count; false for a key, and for an operator who need not be a member. */
  readonly member: boolean;
}

export interface ActRequest {
  readonly guildId: Snowflake;
  readonly action: CaseAction;
  readonly target: { readonly id: Snowflake; readonly name?: string | null };
  readonly moderator: Moderator;
  readonly reason: string | null;
  /** Milliseconds; null is for good. */
  readonly duration?: number | null;
  /** How far back their messages go with a ban, in seconds. */
  readonly deleteSeconds?: number;
  readonly source: Exclude<CaseSource, 'native' | 'automod'>;
  /** The same key acts once; the case of the first time comes back. */
  readonly key: string;
  /** False: they are not told by direct message. */
  readonly tell?: boolean;
}

export interface CaseFilter {
  readonly guildId: Snowflake;
  readonly userId?: Snowflake | undefined;
  readonly moderatorId?: string | undefined;
  readonly action?: CaseAction | undefined;
  readonly source?: CaseSource | undefined;
  /** `active`: a timeout or ban that goes on; `failed`: Discord did not do it. */
  readonly status?: 'open' | 'resolved' | 'active' | 'failed' | undefined;
  /** In the reason, or in either name. */
  readonly text?: string | undefined;
  /** Instants, inclusive and exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Numbers below this one. */
  readonly before?: number | undefined;
}

/** How often what was done to somebody; failed ones and notes do not count. */
export interface PersonSummary {
  readonly warn: number;
  readonly timeout: number;
  readonly kick: number;
  readonly ban: number;
  readonly total: number;
}

/** How somebody stands in a server, as Discord has it now. */
export interface Outlook {
  /** What they are called; null when Discord knows no such account, or does not say. */
  readonly name: string | null;
  readonly present: boolean;
  readonly banned: boolean;
  /** Epoch milliseconds until which a timeout lasts, or null. */
  readonly timeoutUntil: number | null;
  /** Why each action would be refused now; null where it would be tried. */
  readonly no: Readonly<Record<CaseAction, ModerationNo | null>>;
}

/** How many cases a guild has. */
export interface Tally {
  readonly total: number;
  readonly week: number;
  readonly timeouts: number;
  readonly bans: number;
  readonly failed: number;
}

/** A note on a case, with what it belongs to. */
export interface CaseNote extends CaseEvent {
  readonly number: number;
}

export interface CaseEdit {
  readonly reason?: string | null;
  /** Milliseconds from now; only for what goes on. */
  readonly duration?: number | null;
  readonly expectedVersion?: number | undefined;
}

type DurationRefusal = NonNullable<ReturnType<typeof checkDuration>>['refused'];
type ParseRefusal = Extract<ReturnType<typeof parseDuration>, object>['refused'];

export type ModerationRefusal =
  | StandingRefusal
  | DurationRefusal
  | ParseRefusal
  | 'case_unknown'
  | 'case_changed_meanwhile'
  | 'case_not_running'
  | 'case_resolved_before'
  | 'case_not_resolved'
  | 'note_empty'
  | 'note_too_long'
  | 'reason_too_long'
  | 'user_unknown'
  | 'user_banned_already'
  | 'user_not_banned'
  | 'user_not_timed_out'
  | 'moderator_unknown'
  | 'guild_unseen'
  | 'discord_away';

export type ModerationNo = Refusal<ModerationRefusal>;

/** What Discord's audit log says somebody did by its own menus. */
export interface NativeDeed {
  /** Of the log's entry. */
  readonly entryId: Snowflake;
  readonly action: 'kick' | 'ban' | 'unban' | 'timeout' | 'untimeout';
  readonly userId: Snowflake;
  readonly userTag: string | null;
  readonly moderatorId: Snowflake;
  readonly moderatorTag: string | null;
  readonly reason: string | null;
  /** Of a timeout. */
  readonly expiresAt: number | null;
}

/** What a rule did. */
export interface AutomodDeed {
  readonly guildId: Snowflake;
  readonly eventId: string;
  readonly action: 'warn' | 'timeout' | 'kick' | 'ban';
  readonly userId: Snowflake;
  readonly userTag: string;
  readonly reason: string;
  readonly expiresAt: number | null;
  readonly dmDelivered: boolean | null;
}

/** What was done before it could be kept. */
export interface PastDeed {
  readonly guildId: Snowflake;
  readonly action: CaseAction;
  readonly target: { readonly id: Snowflake; readonly name: string };
  readonly moderator: { readonly id: Snowflake; readonly name: string };
  readonly reason: string;
  /** Milliseconds; null for good, or for what does not last. */
  readonly lasted: number | null;
  readonly dmDelivered: boolean | null;
}
