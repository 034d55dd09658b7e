import type { Activity, ActivityKind, Sight } from '../model.ts';
import { isPlace } from '../rules.ts';
import type { Stretch } from '../store/activity/stretch.ts';
import { firstId } from '../store/ids.ts';
import type { StatsDeps } from './context.ts';

/** News that come closer together than this (ms) are told as one. */
const TOGETHER = 250;
/** How often (ms) to look for what nobody announces: sign-ins, and what another process did while the bus was away. */
const LOOK_EVERY = 2_000;
/** Rows are committed in another order than that of their ids; what is younger than this (ms) is looked at again. */
const OVERLAP = 10_000;
const MOST = 200;
const CAUGHT_UP = 50;

interface Watch extends Sight {
  readonly kinds?: readonly ActivityKind[] | undefined;
  /** The newest item that the watcher has seen; what came after it is told first. */
  readonly after?: string | null;
  /** Newest first, never empty. */
  tell(items: readonly Activity[]): void;
}

interface TailDeps extends Pick<StatsDeps, 'bus' | 'clock' | 'log'> {
  read(stretch: Stretch): Promise<Activity[]>;
}

/** Tells watchers what happens. However many watch, the database is asked once. */
export function createTail({ bus, clock, log, read }: TailDeps) {
  /** By watcher what he was told of the past; null until then. */
  const watchers = new Map<Watch, ReadonlySet<string> | null>();
  let seen = new Set<string>();
  let look: ReturnType<typeof setInterval> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let looking: Promise<void> | null = null;
  let again = false;

  async function tick(): Promise<void> {
    const newest = await read({
      guildIds: null,
      instance: true,
      after: firstId(clock.now() - OVERLAP),
      limit: MOST,
    });
    const fresh = newest.filter(({ id }) => !seen.has(id));
    seen = new Set(newest.map(({ id }) => id));
    for (const [watch, told] of [...watchers]) {
      const items = told ? fresh.filter((item) => sees(watch, item) && !told.has(item.id)) : await missed(watch);
      if (!watchers.has(watch)) continue;
      if (!told) watchers.set(watch, new Set(items.map(({ id }) => id)));
      if (items.length > 0) watch.tell(items);
    }
  }

  async function missed({ guildIds, instance, kinds, after }: Watch): Promise<Activity[]> {
    return isPlace(after) ? read({ guildIds, instance, kinds, after, limit: CAUGHT_UP }) : [];
  }

  /** One look at a time; what is asked for meanwhile is one more look. */
  function run(): void {
    clearTimeout(soon);
    soon = undefined;
    if (looking) {
      again = true;
      return;
    }
    looking = tick()
      .catch((error: unknown) => log.warn({ err: error }, 'the live feed cannot read what happened; looking again'))
      .finally(() => {
        looking = null;
        if (again && watchers.size > 0) nudge();
        again = false;
      });
  }

  function nudge(): void {
    if (watchers.size > 0) soon ??= setTimeout(run, TOGETHER);
  }

  function rest(): void {
    clearInterval(look);
    clearTimeout(soon);
    look = undefined;
    soon = undefined;
    seen = new Set();
  }

  const unsubscribe = [
    bus.subscribe('bytes.moved', nudge),
    bus.subscribe('config.changed', nudge),
    bus.subscribe('apikeys.changed', nudge),
  ];

  return {
    /** Tells of everything new that the watcher may see. @returns what ends it */
    watch(watch: Watch): () => void {
      watchers.set(watch, null);
      look ??= setInterval(run, LOOK_EVERY);
      run();
      return () => {
        watchers.delete(watch);
        if (watchers.size === 0) rest();
      };
    },

    async close(): Promise<void> {
      for (const end of unsubscribe) end();
      watchers.clear();
      rest();
      await looking;
    },
  };
}

function sees({ guildIds, instance, kinds }: Watch, { guildId, kind }: Activity): boolean {
  if (kinds && !kinds.includes(kind)) return false;
  return guildId === null ? instance : guildIds === null || guildIds.includes(guildId);
}
