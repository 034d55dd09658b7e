import type { Bus } from '../../../platform/bus/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Economy } from '../../economy/service/index.ts';
import type { Guilds } from '../../guilds/service.ts';

/** The durable queue of role writes. */
export interface RoleWrites {
  /** Notes the wish inside the caller's transaction; the latest for a member and role wins. */
  enqueue(
    tx: Tx,
    wish: {
      guildId: Snowflake;
      userId: Snowflake;
      add?: readonly Snowflake[];
      remove?: readonly Snowflake[];
      reason: string;
    },
  ): Promise<void>;
  /** After the commit: there is something to do. */
  wake(guildId: Snowflake): void;
  /** Hears of every write that is done or given up, in the transaction that settles it. @returns a function that ends it */
  onSettled(listener: (tx: Tx, write: SettledWrite) => Promise<(() => void) | undefined>): () => void;
}

export interface SettledWrite {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly roleId: Snowflake;
  readonly action: 'add' | 'remove';
  /** Null when Discord did it; otherwise why it never will. */
  readonly error: string | null;
}

/** What Discord knows of a guild. `unseen`: the bot is in no such guild; `away`: Discord does not answer in time. */
export interface GuildView {
  /** Null for who is no member. */
  member(
    guildId: Snowflake,
    userId: Snowflake,
  ): Promise<
    | { readonly username: string; readonly bot: boolean; readonly roleIds: readonly Snowflake[] }
    | null
    | 'unseen'
    | 'away'
  >;
  /** `problem` says in a sentence why the bot may not give a role. */
  roles(guildId: Snowflake): Promise<
    | readonly {
        readonly id: Snowflake;
        readonly name: string;
        readonly color: number;
        readonly problem: string | null;
      }[]
    | 'unseen'
    | 'away'
  >;
}

export interface SquadsDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly roles: RoleWrites;
  readonly guilds: Pick<Guilds, 'record'>;
  readonly discord: GuildView;
  readonly economy: Pick<Economy, 'account' | 'config' | 'charge' | 'refund' | 'announce'>;
}

/** The instant, and a new id that sorts by it. */
export function stampOf(clock: Clock): { readonly id: string; readonly now: string } {
  const time = clock.now();
  return { id: Bun.randomUUIDv7('hex', time), now: new Date(time).toISOString() };
}

/** Whoever acts where no person does. */
export const BOT = 'SYSTEM';
