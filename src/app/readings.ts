import type { Connection } from '../discord/connection.ts';
import { examine, type HealthCheck } from '../http/health.ts';
import type { Readings } from '../platform/metrics.ts';
import type { Outside } from './outside.ts';

/** Milliseconds; a scrape is better off with fewer figures than without an answer. */
const LIMIT = 2_000;

/** What Prometheus is told at a scrape beside what was counted: how this process is doing now. */
export function readingsOf(
  { db, bus, roles, breaker }: Pick<Outside, 'db' | 'bus' | 'roles' | 'breaker'>,
  checks: readonly HealthCheck[],
  connection: () => Connection | null,
  openSessions: () => Promise<number>,
): () => Promise<Readings> {
  return async () => {
    const database = checks.find(({ name }) => name === 'database') ?? {
      name: 'database',
      essential: true,
      check: async () => ({ status: 'ok' as const, ms: await db.ping() }),
    };
    const [health, roleWrites, sessions] = await Promise.all([
      examine(database),
      inTime(roles.total()),
      inTime(openSessions()),
    ]);
    const discord = connection()?.health();
    return {
      databaseUp: health.status === 'ok',
      roleWrites,
      sessions,
      bus: { kind: bus.kind, up: bus.healthy() },
      discord: discord ? { guilds: discord.guilds, shards: discord.shards } : null,
      breakers: breaker.open().map(({ kind }) => kind),
    };
  };
}

function inTime<T>(asked: Promise<T>): Promise<T | null> {
  return Promise.race([asked.catch(() => null), Bun.sleep(LIMIT).then(() => null)]);
}
