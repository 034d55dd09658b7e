import { type Client, Status } from 'discord.js';
import type { Clock } from '../../platform/clock.ts';

export interface ShardHealth {
  readonly id: number;
  /** `Ready`, `Connecting`, `Resuming`, `Disconnected`, … */
  readonly status: string;
  /** Milliseconds that the last heartbeat took; null before the first. */
  readonly ping: number | null;
  /** Milliseconds since Discord acknowledged a heartbeat; null before the first. */
  readonly heartbeatAge: number | null;
  /** Milliseconds since Discord last sent an event; null before the first. */
  readonly dispatchAge: number | null;
  /** Ready, and heartbeats are acknowledged. */
  readonly ok: boolean;
}

/** Discord asks for a heartbeat about every 41 s; two missed ones and a bit. */
const STALE_HEARTBEAT = 100_000;

/** The state of every shard; `isReady()` stays true after a fatal close, so the shards themselves are asked. */
export function shardHealth(client: Client, dispatchedAt: ReadonlyMap<number, number>, clock: Clock): ShardHealth[] {
  const now = clock.now();
  return [...client.ws.shards.values()].map(({ id, status, ping, lastPingTimestamp }) => {
    const heartbeatAge = lastPingTimestamp > 0 ? now - lastPingTimestamp : null;
    const dispatched = dispatchedAt.get(id);
    return {
      id,
      status: Status[status] ?? String(status),
      ping: ping >= 0 ? ping : null,
      heartbeatAge,
      dispatchAge: dispatched === undefined ? null : now - dispatched,
      ok: status === Status.Ready && (heartbeatAge ?? 0) < STALE_HEARTBEAT,
    };
  });
}
