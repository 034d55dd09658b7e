import type { Assets } from '../platform/assets.ts';
import type { Bus } from '../platform/bus/bus.ts';
import { createBus } from '../platform/bus/create-bus.ts';
import { connectRedis } from '../platform/bus/redis.ts';
import type { Config } from '../platform/config/config.ts';
import type { OwnedDatabase } from '../platform/db/create-database.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import { createLimits, type Limits } from '../platform/limits.ts';
import type { Log } from '../platform/log.ts';
import { createSharedCache, type SharedCache } from '../platform/shared-cache.ts';

/** Where this process keeps things and hears from its siblings. */
export interface Storage {
  readonly db: OwnedDatabase;
  readonly bus: Bus;
  readonly limits: Limits;
  readonly shared: SharedCache;
  readonly redis: ReturnType<typeof connectRedis> | null;
  close(): Promise<void>;
}

/** @throws StartFailure when the database cannot be used; Redis may be away */
export async function openStorage(
  { databaseUrl, dataDir, redisUrl }: Config,
  log: Log,
  assets: Assets,
): Promise<Storage> {
  const db = await openDatabase({ databaseUrl, dataDir, assets, log });
  const redis = redisUrl ? connectRedis({ redisUrl, log }) : null;
  const bus = createBus({ redis: redis ?? undefined, log });
  return {
    db,
    bus,
    redis,
    limits: createLimits({ redis: redis ?? undefined }),
    shared: createSharedCache({ redis: redis ?? undefined }),
    async close() {
      await bus.close();
      redis?.disconnect();
      await db.close();
    },
  };
}
