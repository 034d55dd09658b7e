import type { Bus } from '../../platform/bus/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { backoff } from '../gateway/backoff.ts';
import { cut } from '../kit/embeds.ts';
import type { RoleWriter, WriteResult } from './discord-writer.ts';
import { failureText } from './rules.ts';
import type { FailedRoleWrite, RoleWrite } from './store.ts';
import * as store from './store.ts';

export interface RoleWish {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly add?: readonly Snowflake[];
  readonly remove?: readonly Snowflake[];
  /** For the guild's audit log; cut at 512 characters. */
  readonly reason: string;
}

/** A write that is over. */
export interface SettledRoleWrite extends RoleWrite {
  /** Null when Discord did it; otherwise why it never will. */
  readonly error: string | null;
}

/** A write that waits for a person. */
export interface GivenUp extends FailedRoleWrite {
  /** What is wrong and what to do, in a sentence. */
  readonly problem: string;
}

/**
 * Runs in the transaction that settles the write: what it does (a refund) happens exactly once. When it throws, the write
 * is repeated later. @returns what to do after the commit, if anything
 */
export type SettledListener = (tx: Tx, write: SettledRoleWrite) => Promise<(() => void) | undefined>;

/** Gives and takes roles, durably: what is enqueued in a committed transaction happens, or fails where people see it. */
export interface RoleQueue {
  /** Notes the wish inside the caller's transaction; the latest wish for a member and role wins. Call `wake` after commit. */
  enqueue(tx: Tx, wish: RoleWish): Promise<void>;
  /** Tells the workers of all processes that a guild has something queued. */
  wake(guildId: Snowflake): void;
  /** Hears of every write that is done or given up. @returns a function that ends it */
  onSettled(listener: SettledListener): () => void;
  /** How many writes of a guild wait, and how many were given up. */
  depth(guildId: Snowflake): Promise<{ pending: number; failed: number }>;
  /** The same over all guilds. */
  total(): Promise<{ pending: number; failed: number }>;
  /** How many writes were given up, in every guild where any were. */
  failedByGuild(): Promise<{ guildId: Snowflake; failed: number }[]>;
  /** Writes that were given up, oldest first. */
  failures(guildId: Snowflake, limit: number): Promise<GivenUp[]>;
  /** Tries a guild's given-up writes again. @returns how many */
  retry(guildId: Snowflake): Promise<number>;
  /** Whether this process is doing role writes right now. */
  busy(): boolean;
  /** Starts the worker. */
  start(): void;
  /** Finishes what is due, at most `graceMs`, and stops; the rest stays in the database for the next start. */
  close(graceMs: number): Promise<void>;
}

export interface RoleQueueOptions {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly writer: (guildId: Snowflake) => RoleWriter;
  /** Milliseconds between looks at the table, for what no wake-up told of. */
  readonly pollEvery?: number;
  /** Milliseconds before the second attempt; doubles up to a minute. */
  readonly firstRetry?: number;
}

const BATCH = 20;
/** A worker that died holds its writes this long, in milliseconds. */
const CLAIM = 30_000;
const LONGEST_REASON = 512;

export function createRoleQueue(options: RoleQueueOptions): RoleQueue {
  const { db, bus, clock, log, writer, pollEvery = 5_000, firstRetry = 2_000 } = options;
  const listeners = new Set<SettledListener>();
  const working = new Map<Snowflake, Promise<void>>();
  const wanted = new Set<Snowflake>();
  let stopped = true;
  let stop = () => {};

  const at = (delay = 0) => new Date(clock.now() + delay);

  async function look(): Promise<void> {
    try {
      for (const guildId of await store.guildsWithDue(db, at())) work(guildId);
    } catch (error) {
      log.warn({ err: error }, 'role queue cannot be read; trying again');
    }
  }

  /** One worker a guild in this process; a wake-up while it works makes it look once more. */
  function work(guildId: Snowflake): void {
    wanted.add(guildId);
    if (!working.has(guildId)) working.set(guildId, run(guildId));
  }

  async function run(guildId: Snowflake): Promise<void> {
    try {
      while (!stopped && wanted.delete(guildId)) await drain(guildId);
    } catch (error) {
      log.error({ err: error, guild_id: guildId }, 'role worker failed; its writes stay queued');
    } finally {
      working.delete(guildId);
    }
  }

  async function drain(guildId: Snowflake): Promise<void> {
    while (!stopped) {
      const writes = await store.claim(db, guildId, at(), at(CLAIM), BATCH);
      if (writes.length === 0) return;
      const write = writer(guildId);
      for (const one of writes) {
        if (stopped) await store.postpone(db, one, at(), null);
        else await finish(one, await write(one));
      }
    }
  }

  /** One that cannot be settled stays claimed, and is done again when the claim runs out. */
  async function finish(write: RoleWrite, result: WriteResult): Promise<void> {
    try {
      await settle(write, result);
    } catch (error) {
      log.error({ err: error, ...about(write) }, 'role write not settled; it will be repeated');
    }
  }

  async function settle(write: RoleWrite, result: WriteResult): Promise<void> {
    if (result.outcome === 'later') {
      const delay = result.after ?? backoff(firstRetry, write.attempts - 1);
      log.info({ ...about(write), error: result.error, retry_ms: Math.round(delay) }, 'role write postponed');
      return store.postpone(db, write, at(delay), result.error);
    }
    const error = result.outcome === 'never' ? result.error : null;
    if (error) log.warn({ ...about(write), error }, 'role write given up');
    const { mine, after } = await db.transaction(async (tx) => {
      const mine = error ? await store.giveUp(tx, write, error) : await store.remove(tx, write);
      const after: ((() => void) | undefined)[] = [];
      if (mine) for (const listener of listeners) after.push(await listener(tx, { ...write, error }));
      return { mine, after };
    });
    for (const follow of after) follow?.();
    if (!mine) await store.release(db, write, at());
  }

  return {
    async enqueue(tx, { guildId, userId, add = [], remove = [], reason }) {
      const shared = { guildId, userId, reason: cut(reason, LONGEST_REASON) };
      const wishes = new Map<Snowflake, store.RoleAction>();
      for (const roleId of remove) wishes.set(roleId, 'remove');
      for (const roleId of add) wishes.set(roleId, 'add');
      await store.put(
        tx,
        [...wishes].map(([roleId, action]) => ({ ...shared, roleId, action })),
        at(),
      );
    },
    wake: (guildId) => bus.publish('roles.queued', { guildId }),
    onSettled(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    depth: (guildId) => store.depth(db, guildId),
    total: () => store.total(db),
    failedByGuild: () => store.failedByGuild(db),
    failures: async (guildId, limit) =>
      (await store.failures(db, guildId, limit)).map((write) => ({ ...write, problem: failureText(write.error) })),
    async retry(guildId) {
      const count = await store.retry(db, guildId, at());
      if (count > 0) bus.publish('roles.queued', { guildId });
      return count;
    },
    busy: () => working.size > 0,
    start() {
      if (!stopped) return;
      stopped = false;
      const unsubscribe = bus.subscribe('roles.queued', ({ guildId }) => work(guildId));
      const timer = setInterval(() => void look(), pollEvery);
      stop = () => {
        clearInterval(timer);
        unsubscribe();
      };
      void look();
    },
    async close(graceMs) {
      stop();
      await Promise.race([Promise.allSettled(working.values()), Bun.sleep(graceMs)]);
      stopped = true;
      await Promise.race([Promise.allSettled(working.values()), Bun.sleep(1_000)]);
    },
  };
}

function about({ guildId, userId, roleId, action, attempts }: RoleWrite) {
  return { guild_id: guildId, user_id: userId, role_id: roleId, action, attempts };
}
