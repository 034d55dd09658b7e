import type { Snowflake } from '../../shared/ids.ts';
import type { GuildRight } from '../../shared/rights.ts';

/** Somebody who signed in. */
export interface Person {
  readonly id: Snowflake;
  readonly username: string;
  readonly displayName: string;
  /** Hash of the picture, or null. */
  readonly avatar: string | null;
}

/** Where a request came from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: string;
}

/** Somebody's browser that is signed in. Times in epoch milliseconds. */
export interface Session {
  /** Names it in lists and logs; not what the browser shows. */
  readonly id: string;
  readonly person: Person;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: number;
  /** Written once a minute at most. */
  readonly seenAt: number;
}

/** The only time that `token` is seen. */
export interface OpenedSession {
  readonly token: string;
  readonly session: Session;
}

/** A guild, and what somebody may do there. */
export interface Standing {
  readonly guild: { readonly id: Snowflake; readonly name: string; readonly icon: string | null };
  readonly right: GuildRight;
}

export type SignInRefusal =
  | 'sign_in_too_often'
  | 'sign_in_person_unknown'
  | 'sign_in_not_here'
  | 'sign_in_cancelled'
  | 'sign_in_lapsed'
  | 'sign_in_foreign'
  | 'sign_in_refused'
  | 'sign_in_discord_away';
