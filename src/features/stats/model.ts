import type { Snowflake } from '../../shared/ids.ts';

/** What the ledger adds up to. */
export interface Tally {
  /** Members who earned a daily or took part in a transfer, each counted once a day and guild. */
  readonly people: number;
  /** Bytes from member to member. */
  readonly moved: number;
  /** Bytes that came into the world: dailies, rewards, starting balances, refunds. */
  readonly minted: number;
  /** Bytes that left it: fees, corrections. */
  readonly burned: number;
  /** Rows of the ledger. */
  readonly entries: number;
}

export interface DayTally extends Tally {
  /** 0 is today, by each guild's own calendar. */
  readonly daysAgo: number;
}

export interface Overview {
  readonly guilds: number;
  /** Accounts, each member and guild counted. */
  readonly accounts: number;
  readonly today: Tally;
  /** The same day a week ago, up to the same time of day. */
  readonly lastWeek: Tally;
  /** Oldest first; the last of the fourteen is today. */
  readonly days: readonly DayTally[];
  /** When it was read, epoch milliseconds; at most 30 seconds ago. */
  readonly at: number;
}

export interface Receiver {
  readonly userId: Snowflake;
  readonly username: string | null;
  readonly received: number;
}

/** How many members are on a running streak of a tier. */
export interface TierCount {
  readonly name: string;
  /** The first day of the tier. */
  readonly days: number;
  readonly members: number;
}

export interface GuildFigures {
  readonly accounts: number;
  /** Accounts of members who are not known to have left. */
  readonly present: number;
  /** Bytes in all accounts. */
  readonly balance: bigint;
  readonly today: Tally;
  readonly lastWeek: Tally;
  /** Oldest first; the last of the thirty is today. */
  readonly days: readonly DayTally[];
  /** Who was given most by members and staff in the last seven days; dailies do not count. */
  readonly topReceivers: readonly Receiver[];
  /** Lowest tier first. */
  readonly tiers: readonly TierCount[];
  readonly at: number;
}

/** Kinds of what happens, for filters. */
export const ACTIVITY_KINDS = [
  'transfer',
  'daily',
  'reward',
  'account',
  'settings',
  'key',
  'sign_in',
  'other',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** A person, an API key (`key:…`) or SYSTEM. */
export interface Party {
  readonly id: string;
  readonly name: string | null;
}

interface Happening {
  /** Sorts by time; names a place in the stream. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: ActivityKind;
  /** Null for what concerns the whole instance. */
  readonly guildId: Snowflake | null;
}

/** Bytes that moved. */
export interface LedgerActivity extends Happening {
  readonly source: 'ledger';
  readonly guildId: Snowflake;
  /** The ledger's own word: `transfer`, `daily`, `admin_adjust`, … */
  readonly type: string;
  readonly amount: number;
  readonly giver: Party;
  readonly receiver: Party;
  /** Who caused it. */
  readonly actorId: string;
  readonly reason: string | null;
}

/** Something that somebody changed or did. */
export interface AuditActivity extends Happening {
  readonly source: 'audit';
  readonly actor: Party;
  /** A dotted verb: `economy.config.changed`. */
  readonly action: string;
  readonly target: string | null;
  /** What was changed, by name. */
  readonly fields: readonly string[];
}

export type Activity = LedgerActivity | AuditActivity;

/** Whose activity. `instance` adds what concerns no guild: sign-ins, API keys. */
export interface Sight {
  /** Null: every guild. */
  readonly guildIds: readonly Snowflake[] | null;
  readonly instance: boolean;
}

export interface ActivityQuery extends Sight {
  /** All when left out. */
  readonly kinds?: readonly ActivityKind[];
  /** Only bytes that this person gave or was given. */
  readonly userId?: Snowflake;
  /** Older than this item's id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export interface ActivityPage {
  readonly items: readonly Activity[];
  readonly hasOlder: boolean;
}

/** A guild that a viewer may see. */
export interface GuildRef {
  readonly id: Snowflake;
  readonly name: string;
}

export interface FoundPerson {
  readonly userId: Snowflake;
  readonly username: string | null;
  /** Those of the guilds looked in where the person has an account, or is a member. */
  readonly guildIds: readonly Snowflake[];
}

export interface PersonAccount {
  readonly guildId: Snowflake;
  readonly username: string | null;
  readonly balance: number;
  readonly totalReceived: number;
  readonly totalSent: number;
  readonly streak: number;
  readonly longestStreak: number;
  /** The guild's calendar date, `YYYY-MM-DD`. */
  readonly lastDaily: string | null;
  readonly optedOut: boolean;
  /** Epoch milliseconds; null who is not known to have left. */
  readonly departedAt: number | null;
  readonly createdAt: number;
}

export interface Profile extends FoundPerson {
  readonly displayName: string | null;
  /** Richest first. */
  readonly accounts: readonly PersonAccount[];
}

/** A place that the search leads to. */
export interface SearchResult {
  readonly kind: 'guild' | 'section' | 'member';
  readonly label: string;
  /** Where it is: `Python Builders`. */
  readonly hint: string;
  readonly href: string;
}
