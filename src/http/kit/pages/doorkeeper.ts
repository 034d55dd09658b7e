import type { Snowflake } from '../../../shared/ids.ts';
import type { GuildRight } from '../../../shared/rights.ts';
import type { Visit } from './visit.ts';

export interface Person {
  readonly id: Snowflake;
  readonly username: string;
  readonly displayName: string;
  /** Hash of the picture, or null. */
  readonly avatar: string | null;
}

export interface Session {
  readonly id: string;
  readonly person: Person;
}

export interface Standing {
  readonly guild: { readonly id: Snowflake; readonly name: string; readonly icon: string | null };
  readonly right: GuildRight;
}

/** What was refused. */
interface Denial {
  /** Null outside a guild, and for guilds that are not there for the person. */
  readonly guildId: Snowflake | null;
  readonly method: string;
  readonly path: string;
}

/** What the guard of pages needs to know of people; `away` means that Discord did not say. */
export interface Doorkeeper {
  resume(token: string, client: Visit['client']): Promise<Session | null>;
  /** Whether a session is still open; asking is no use of it. */
  isOpen(userId: Snowflake, sessionId: string): Promise<boolean>;
  isAdmin(userId: Snowflake): boolean;
  standing(userId: Snowflake, guildId: Snowflake): Promise<Standing | null | 'away'>;
  guilds(userId: Snowflake): Promise<readonly Standing[] | 'away'>;
  /** Somebody tried to change what he may not. */
  denied(person: Person, denial: Denial, client: Visit['client']): Promise<void>;
}
