import type { Connection } from '../discord/connection.ts';
import type { DependencyHealth, HealthCheck } from '../http/health.ts';
import type { Outside } from './outside.ts';

/** What this process depends on. Only the database is essential: without Discord or Redis it still serves what it can. */
export function healthChecks(
  { db, redis, bus, config, reach }: Outside,
  connection: () => Connection | null,
): HealthCheck[] {
  const checks: HealthCheck[] = [
    {
      name: 'database',
      essential: true,
      check: async () => ({ status: 'ok', ms: Math.round(await db.ping()), detail: { kind: db.kind } }),
    },
  ];
  if (redis) checks.push({ name: 'redis', essential: false, check: async () => redisHealth(bus.healthy()) });
  const bot = config.role === 'web' ? () => OK : () => botHealth(connection());
  checks.push({ name: 'discord', essential: false, check: () => discordHealth(bot(), reach) });
  return checks;
}

const OK: DependencyHealth = { status: 'ok' };

function redisHealth(healthy: boolean): DependencyHealth {
  if (healthy) return { status: 'ok' };
  return { status: 'degraded', note: 'Redis is away: events and limits stay in this process until it is back.' };
}

/** The bot's own connection, and requests, of which one can be dead without the other. */
async function discordHealth(bot: DependencyHealth, reach: Outside['reach']): Promise<DependencyHealth> {
  if (bot.status !== 'ok' || (await reach.answers())) return bot;
  return { ...bot, status: 'degraded', note: 'Discord does not answer requests; trying again.' };
}

function botHealth(connection: Connection | null): DependencyHealth {
  if (!connection) return { status: 'degraded', note: 'The bot has not started.' };
  const { ok, state, failure, off, guilds, shards } = connection.health();
  const detail = { state, off, guilds, shards };
  if (ok) return { status: 'ok', detail };
  return { status: 'degraded', note: failure ?? 'Not connected to Discord; trying again.', detail };
}
