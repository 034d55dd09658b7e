import type { Connection } from '../discord/connection.ts';
import type { ShardHealth } from '../discord/gateway/health.ts';
import type { Instance, InstancePart } from '../features/stats/service/instance.ts';
import { type DependencyHealth, examine, type HealthCheck } from '../http/health.ts';
import { createCache } from '../platform/cache.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';

const TTL = 2_000;
const ALL = '';
const STATES = { ok: 'ok', degraded: 'degraded', down: 'down' } as const;
const NAMES: Readonly<Record<string, string>> = { database: 'Database', redis: 'Redis', discord: 'Discord' };
/** Manage Roles, View Channels, Send Messages, Embed Links, Moderate Members. */
const BOT_PERMISSIONS = (1n << 28n) | (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 40n);

/** How this process is doing, for the pages that tell of it; asked once however many pages are open. */
export function instanceOf(
  config: Config,
  checks: readonly HealthCheck[],
  connection: () => Connection | null,
): Instance {
  const known = createCache<readonly InstancePart[]>({ max: 1, ttl: TTL, clock: systemClock });

  async function partsOf(check: HealthCheck): Promise<readonly InstancePart[]> {
    const health = await examine(check);
    const shards = check.name === 'discord' ? (connection()?.health().shards ?? []) : [];
    if (shards.length > 0 && health.status === 'ok') return shards.map(shardPart);
    return [{ name: NAMES[check.name] ?? check.name, state: STATES[health.status], detail: detailOf(health) }];
  }

  return {
    parts: () => known.through(ALL, async () => (await Promise.all(checks.map(partsOf))).flat()),
    bot() {
      const { failure = null, off = [] } = connection()?.health() ?? {};
      return { failure, off };
    },
    addBotUrl: config.discordMode === 'live' ? addBotUrl(config) : null,
  };
}

/** Where nothing runs: of the subcommands, and where routes are only described. */
export const noInstance: Instance = {
  parts: async () => [],
  bot: () => ({ failure: null, off: [] }),
  addBotUrl: null,
};

function detailOf({ note, ms }: DependencyHealth): string {
  return note ?? (ms === undefined ? 'connected' : `${ms} ms`);
}

function shardPart({ id, ok, ping, status, dispatchAge }: ShardHealth): InstancePart {
  const facts = [
    ping === null ? status : `${ping} ms`,
    ...(dispatchAge === null ? [] : [`last event ${Math.round(dispatchAge / 1000)} s ago`]),
  ];
  return { name: `Shard ${id}`, state: ok ? 'ok' : 'degraded', detail: facts.join(', ') };
}

function addBotUrl({ discordAuthorizeUrl, discordApplicationId }: Config): string | null {
  if (discordApplicationId === undefined) return null;
  const url = new URL(discordAuthorizeUrl);
  url.searchParams.set('client_id', discordApplicationId);
  url.searchParams.set('scope', 'bot applications.commands');
  url.searchParams.set('permissions', String(BOT_PERMISSIONS));
  return url.href;
}
