import type { Directory } from './discord/directory/directory.ts';
import type { GuildView } from './discord/directory/guild-view.ts';
import type { Signer } from './discord/kit/buttons.ts';
import type { RoleQueue } from './discord/roles/queue.ts';
import type { Feature } from './feature.ts';
import { apiKeysFeature, createApiKeys } from './features/apikeys/index.ts';
import { createEconomy, createEconomyPart, economyFeature } from './features/economy/index.ts';
import { createGuilds, createGuildsPart, guildsFeature } from './features/guilds/index.ts';
import { createHistory } from './features/history/index.ts';
import { createStats, statsFeature } from './features/stats/index.ts';
import { createApiKit } from './http/kit/kit.ts';
import { createLive } from './http/kit/live.ts';
import type { Bus } from './platform/bus/bus.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/db/database.ts';
import { createIdempotency } from './platform/idempotency.ts';
import type { Limits } from './platform/limits.ts';
import type { Log } from './platform/log.ts';

/** What features may use. */
export interface House {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly roles: RoleQueue;
  readonly directory: Directory;
  readonly guildView: GuildView;
  readonly signer: Signer;
  readonly limits: Limits;
  /** Signs what goes out and must come back unchanged. */
  readonly secret: string;
}

/** Every feature of the product, wired to each other; the one list of them. */
export function createFeatures(house: House) {
  const guilds = createGuilds(house);
  const apiKeys = createApiKeys({ ...house, guilds });
  const idempotency = createIdempotency(house);
  const kit = createApiKit({ ...house, keys: apiKeys, idempotency });
  const economy = createEconomy({ ...house, guilds, discord: house.guildView });
  const history = createHistory({ ...house, parts: [createGuildsPart(guilds), createEconomyPart(economy)] });
  const stats = createStats({ ...house, economy });
  const live = createLive();
  const features: readonly Feature[] = [
    guildsFeature({ ...house, guilds }),
    apiKeysFeature({ apiKeys, idempotency }),
    economyFeature({ ...house, discord: house.guildView, economy, guilds, kit }),
    statsFeature({ stats, live }),
  ];
  return { features, guilds, economy, apiKeys, kit, history, stats, live };
}
