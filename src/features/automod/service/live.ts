import { createCache } from '../../../platform/cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { type GuildRules, prepareRules } from '../engine/index.ts';
import { type AutomodState, NO_STATE } from '../model/index.ts';
import * as store from '../store/rules.ts';
import type { AutomodDeps } from './context.ts';

const REMEMBERED = 5_000;
const MINUTE = 60_000;
/** How old rules may be while other processes cannot be heard. */
const UNHEARD = 1_000;

interface Live {
  readonly guild: GuildRules;
  readonly state: AutomodState;
  readonly loadedAt: number;
}

/** The rules in force: a change is heard over the bus at once, and without a bus found within a second. */
export function createLive({ db, bus, clock }: Pick<AutomodDeps, 'db' | 'bus' | 'clock'>) {
  const cache = createCache<Live>({ max: REMEMBERED, ttl: MINUTE, clock });
  let lacking: readonly string[] = [];
  const stop = bus.subscribe('automod.changed', ({ guildId }) => cache.delete(guildId));

  async function load(guildId: Snowflake): Promise<Live> {
    const loadedAt = clock.now();
    const [rules, found] = await Promise.all([store.listRules(db, guildId), store.findState(db, guildId)]);
    const state = found ?? NO_STATE;
    return { guild: prepareRules(guildId, rules, { halted: state.haltedAt !== null, lacking }), state, loadedAt };
  }

  async function inForce(guildId: Snowflake): Promise<Live> {
    const known = cache.get(guildId);
    if (known && !bus.healthy() && clock.now() - known.loadedAt > UNHEARD) cache.delete(guildId);
    return cache.through(guildId, () => load(guildId));
  }

  return {
    stop,
    inForce,

    /** After the commit of a change: here at once, and everywhere. */
    changed(guildId: Snowflake): void {
      cache.delete(guildId);
      bus.publish('automod.changed', { guildId });
    },

    /** Intents that Discord does not give the bot: `MessageContent`. What needs them is off. */
    setLacking(intents: readonly string[]): void {
      lacking = intents;
      cache.clear();
    },

    lacking: () => lacking,
  };
}

export type LiveRules = ReturnType<typeof createLive>;
