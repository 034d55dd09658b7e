import type { Bus } from '../../../platform/bus/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Guilds } from '../../guilds/service.ts';
import { type Stamp, stampAt } from '../store/movements.ts';

/** Where earned roles go: the durable queue of role writes. */
export interface RoleWrites {
  /** Notes the wish inside the caller's transaction. */
  enqueue(
    tx: Tx,
    wish: { guildId: Snowflake; userId: Snowflake; add: readonly Snowflake[]; reason: string },
  ): Promise<void>;
  /** After the commit: there is something to do. */
  wake(guildId: Snowflake): void;
}

/** What Discord knows of a guild. `unseen`: the bot is in no such guild; `away`: Discord does not answer in time. */
export interface GuildView {
  /** Null for who is no member. */
  member(
    guildId: Snowflake,
    userId: Snowflake,
  ): Promise<{ readonly username: string; readonly bot: boolean } | null | 'unseen' | 'away'>;
  /** `problem` says in a sentence why the bot may not give a role. */
  roles(
    guildId: Snowflake,
  ): Promise<
    readonly { readonly id: Snowflake; readonly name: string; readonly problem: string | null }[] | 'unseen' | 'away'
  >;
  channels(guildId: Snowflake): Promise<readonly { readonly id: Snowflake }[] | 'unseen' | 'away'>;
}

export interface EconomyDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly roles: RoleWrites;
  readonly guilds: Pick<Guilds, 'record'>;
  readonly discord: GuildView;
}

/** What is asked for while earlier reads are under way is read together next. */
export const READS = { size: 128, abreast: 1, patience: 20 };
/** The lane of what is read alike in every guild. */
export const ANY_GUILD = 'any';

export function stampOf(clock: Clock): Stamp {
  return stampAt(clock.now());
}
