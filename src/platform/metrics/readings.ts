import type { Families } from './families.ts';

/** One shard of the gateway; times in milliseconds, null before there was one. */
interface ShardReading {
  readonly id: number;
  readonly ok: boolean;
  readonly ping: number | null;
  readonly dispatchAge: number | null;
}

/** What is only known when somebody asks. Null: could not be found out now, so that it is left out. */
export interface Readings {
  readonly databaseUp: boolean;
  readonly roleWrites: { readonly pending: number; readonly failed: number } | null;
  readonly sessions: number | null;
  readonly bus: { readonly kind: string; readonly up: boolean };
  /** Null in a process without a bot. */
  readonly discord: { readonly guilds: number; readonly shards: readonly ShardReading[] } | null;
  /** The kind of every open breaker. */
  readonly breakers: readonly string[];
}

/** Fills the gauges for one scrape; what has gone is not exported any more. */
export async function takeReadings(families: Families, read: () => Promise<Readings>): Promise<void> {
  const { databaseUp, roleWrites, sessions, bus, discord, breakers } = await read();
  families.dbUp.set(Number(databaseUp));
  families.busUp.set({ kind: bus.kind }, Number(bus.up));

  families.sessions.remove();
  if (sessions !== null) families.sessions.set(sessions);
  families.roleWrites.reset();
  if (roleWrites) {
    families.roleWrites.set({ state: 'pending' }, roleWrites.pending);
    families.roleWrites.set({ state: 'failed' }, roleWrites.failed);
  }

  families.breakers.reset();
  for (const kind of breakers) families.breakers.inc({ kind });

  for (const family of [families.shardUp, families.shardLatency, families.dispatchAge]) family.reset();
  families.guilds.remove();
  if (!discord) return;
  families.guilds.set(discord.guilds);
  for (const { id, ok, ping, dispatchAge } of discord.shards) {
    const shard = { shard: String(id) };
    families.shardUp.set(shard, Number(ok));
    if (ping !== null) families.shardLatency.set(shard, ping / 1000);
    if (dispatchAge !== null) families.dispatchAge.set(shard, dispatchAge / 1000);
  }
}
