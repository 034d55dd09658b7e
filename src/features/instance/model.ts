/** Kinds of entries, for filters. */
export const TRAIL_KINDS = ['all', 'settings', 'key', 'sign_in', 'other'] as const;

export type TrailKind = (typeof TRAIL_KINDS)[number];

/** An entry of the audit log. */
export interface TrailEntry {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null for what concerns the whole instance. */
  readonly guildId: string | null;
  readonly actorId: string;
  readonly actorName: string | null;
  /** A dotted verb: `economy.config.changed`. */
  readonly action: string;
  readonly target: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly requestId: string | null;
  readonly ip: string | null;
}

export interface TrailQuery {
  readonly kind: TrailKind;
  /** A part of who, what or where from; an id of a request, a target or a guild. Empty: everything. */
  readonly text: string;
  /** Of these guilds alone; null or left out: everything. */
  readonly guildIds?: readonly string[] | null;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface TrailPage {
  readonly entries: readonly TrailEntry[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** Somebody who administers the instance. */
export interface Admin {
  readonly id: string;
  /** `configuration`, `owner of the simulated guild`, `added here`. */
  readonly from: string;
  /** Whether this can be changed in the dashboard. */
  readonly removable: boolean;
}

export type AdminRefusal = 'admins_fixed' | 'admin_unknown' | 'admin_already' | 'admin_oneself';
