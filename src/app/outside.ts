import { withinReach } from '../discord/reach.ts';
import { type Listener, listen } from '../http/listener.ts';
import { createStaticFiles } from '../http/static.ts';
import type { Assets } from '../platform/assets.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { Config, LoadedConfig } from '../platform/config/config.ts';
import { migrate } from '../platform/db/migrations/migrate.ts';
import type { Log } from '../platform/log.ts';
import { createMetrics, type Metrics } from '../platform/metrics.ts';
import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import { createWorldStore } from '../simulator/store.ts';
import { type DiscordAccess, openDiscord } from './discord.ts';
import { observed } from './observed-database.ts';
import { openStorage, type Storage } from './storage.ts';

/** What one process holds of the world outside; it outlives a reload of the code. */
export interface Outside extends Storage, DiscordAccess {
  readonly config: Config;
  /** Where each setting came from; null where nobody noted it. */
  readonly sources: LoadedConfig['sources'] | null;
  readonly log: Log;
  readonly assets: Assets;
  readonly listener: Listener;
  readonly simulator: Simulator | null;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly token: string;
  /** Where Discord's pictures are. */
  readonly cdnUrl: string;
  close(): Promise<void>;
}

const KIB = 1024;
/** The simulated Discord takes uploads on the same port. */
const BODY = { live: 256 * KIB, simulated: 8 * KIB * KIB };

/**
 * Opens the port, the database, the bus and the way to Discord, in the order in which they can fail.
 * @throws StartFailure with a sentence for the operator
 */
export async function openOutside(
  config: Config,
  log: Log,
  assets: Assets,
  sources: Outside['sources'] = null,
): Promise<Outside> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) => log.error({ err: error }, 'a part did not close'));
    }
  };
  try {
    return { ...(await open(config, log, assets, undo)), sources, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(config: Config, log: Log, assets: Assets, undo: (() => Promise<unknown>)[]) {
  const listener = listen({
    host: config.host,
    port: config.port,
    baseUrl: config.baseUrl,
    images: config.discordMode === 'live' ? [new URL(config.discordCdnUrl).origin] : [],
    maxBody: BODY[config.discordMode],
    log,
  });
  undo.push(() => listener.close(0));

  const metrics = createMetrics();
  undo.push(async () => metrics.close());
  const opened = await openStorage(config, log, assets);
  undo.push(() => opened.close());
  const storage = { ...opened, db: observed(opened.db, metrics.database), bus: metrics.counted(opened.bus) };
  await migrate(storage.db, assets, log);

  const simulator =
    config.discordMode === 'simulated'
      ? await createSimulator({
          baseUrl: listener.url,
          store: createWorldStore(storage.db),
          asset: createStaticFiles(assets).asset,
          log,
        })
      : null;
  if (simulator) undo.push(() => simulator.close());

  const clock = simulator?.world.clock ?? systemClock;
  const token = simulator?.token ?? config.discordToken ?? '';
  const { apiUrl, cdnUrl } = addresses(config, simulator && listener.url);
  const discord = openDiscord({ ...storage, clock, log, metrics, token, apiUrl, cdnUrl });
  undo.push(async () => discord.rest.close());

  return {
    config,
    log,
    assets,
    listener,
    ...storage,
    ...discord,
    ...(simulator ? { reach: withinReach } : {}),
    simulator,
    clock,
    metrics,
    token,
    cdnUrl,
  };
}

function addresses({ discordApiUrl, discordCdnUrl }: Config, simulated: string | null) {
  if (simulated === null) return { apiUrl: discordApiUrl, cdnUrl: discordCdnUrl };
  return { apiUrl: `${simulated}/simulator/discord/api`, cdnUrl: `${simulated}/simulator/discord/cdn` };
}
