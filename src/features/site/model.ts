import type { Snowflake } from '../../shared/ids.ts';

/** What the landing page says of every guild that opted in, together. */
export interface SiteFigures {
  readonly guilds: number;
  /** As Discord counts them; null while it does not say. */
  readonly members: number | null;
  /** Bytes that members ever sent each other. */
  readonly moved: number;
  readonly squads: number;
  /** When they were read, epoch milliseconds; at most half a minute ago. */
  readonly at: number;
}

/** A guild that opted in, as everybody may see it. */
export interface PublicGuild {
  readonly id: Snowflake;
  readonly name: string;
  readonly leaders: readonly { readonly rank: number; readonly name: string; readonly balance: number }[];
  /** Members on the leaderboard; more than `leaders` holds. */
  readonly ranked: number;
  readonly squads: readonly {
    readonly rank: number;
    readonly name: string;
    readonly members: number;
    readonly total: number;
    /** Against a week ago; null before there is a week. */
    readonly weeklyChange: number | null;
  }[];
}
