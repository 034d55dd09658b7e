import type { Directory } from './discord/directory/directory.ts';
import type { Signer } from './discord/kit/buttons.ts';
import type { RoleQueue } from './discord/roles/queue.ts';
import type { Feature } from './feature.ts';
import { createEconomy, economyFeature } from './features/economy/index.ts';
import { createGuilds, guildsFeature } from './features/guilds/index.ts';
import type { Bus } from './platform/bus/bus.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/db/database.ts';
import type { Log } from './platform/log.ts';

/** What features may use. */
export interface House {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly roles: RoleQueue;
  readonly directory: Directory;
  readonly signer: Signer;
}

/** Every feature of the product, wired to each other; the one list of them. */
export function createFeatures(house: House) {
  const guilds = createGuilds(house);
  const economy = createEconomy({ ...house, guilds });
  const features: readonly Feature[] = [
    guildsFeature({ ...house, guilds }),
    economyFeature({ ...house, economy, guilds }),
  ];
  return { features, guilds, economy };
}
