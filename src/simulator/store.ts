import type { Queryable } from '../platform/db/database.ts';
import type { Log } from '../platform/log.ts';
import type { WorldState, WorldStore } from './types.ts';
import type { World } from './world/world.ts';

const LOAD = 'SELECT state FROM simulated_world WHERE id = 1';
const SAVE = `INSERT INTO simulated_world (id, state) VALUES (1, $1::json)
  ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, saved_at = now()`;

/** Keeps the world as one row of the product's own database. */
export function createWorldStore(db: Queryable): WorldStore {
  return {
    async load() {
      const [row] = await db.rows<{ state: WorldState }>(LOAD);
      return row?.state.version === 1 ? row.state : null;
    },
    save: async (state) => void (await db.rows(SAVE, [JSON.stringify(state)])),
  };
}

export interface Keeper {
  /** Saves what isn't saved yet, and stops. */
  close(): Promise<void>;
}

const PAUSE = 500;
/** A large world takes long to write, so it is written less often: one part in so many of the time goes into it. */
const SHARE = 20;
const LONGEST_PAUSE = 5_000;

/** Saves the world a moment after it changed; many changes are one write, and one write runs at a time. */
export function keep(world: World, store: WorldStore, log: Log): Keeper {
  let saved = world.revision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = PAUSE;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const { revision } = world;
    if (revision === saved) return;
    const startedAt = performance.now();
    try {
      await store.save(world.state);
      saved = revision;
      pause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, SHARE * (performance.now() - startedAt)));
    } catch (error) {
      log.error({ err: error }, 'the simulated world could not be saved');
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  const unsubscribe = world.onChange(() => {
    timer ??= setTimeout(() => void flush(), pause);
  });

  return {
    async close() {
      unsubscribe();
      await flush();
    },
  };
}
