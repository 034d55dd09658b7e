import type { Snowflake } from '../../../shared/ids.ts';
import { createEngine } from '../engine/index.ts';
import { createConfiguring } from './configuring.ts';
import type { AutomodDeps } from './context.ts';
import { createEars } from './ears.ts';
import { createLive } from './live.ts';
import { createLog } from './log.ts';
import { createProblems } from './problems.ts';
import { createRecent } from './recent.ts';
import { createRules } from './rules.ts';
import { createState } from './state.ts';
import { createMemoryOf, createTrials } from './trials.ts';
import { createWatch } from './watch.ts';

export { createEnforcer } from './carrying-out.ts';
export type { AutomodDeps } from './context.ts';
export type { Enforced, Enforcer } from './enforcer.ts';

export type Automod = ReturnType<typeof createAutomod>;

/** Auto-moderation: one service for the bot, the API and the dashboard. Refusals are returned, never thrown. */
export function createAutomod(deps: AutomodDeps) {
  const engine = createEngine();
  const recent = createRecent();
  const live = createLive(deps);
  const ears = createEars(deps.bus, createMemoryOf({ live, recent }));
  const { stopProblems, ...problems } = createProblems({ ...deps, live, ears });
  const { stop, ...watch } = createWatch({ ...deps, engine, live, recent });
  return {
    ...watch,
    ...createRules(deps, live),
    ...createState(deps, live),
    ...createConfiguring(deps, live),
    ...createLog(deps),
    ...createTrials({ ...deps, live, ears }),
    ...problems,
    setLacking: live.setLacking,
    /** Says which guilds this process hears. */
    hearBy: ears.hearBy,
    /** Hears that a guild's rules changed or acted, in whichever process. @returns what ends it */
    follow(guildId: Snowflake, heard: () => void): () => void {
      const here = (told: { readonly guildId: Snowflake }) => {
        if (told.guildId === guildId) heard();
      };
      const ends = [deps.bus.subscribe('automod.changed', here), deps.bus.subscribe('automod.acted', here)];
      return () => {
        for (const end of ends) end();
      };
    },
    /** Hears that a guild's rules or its emergency stop changed, in whichever process. @returns what ends it */
    onChange: (guildId: Snowflake, heard: () => void): (() => void) =>
      deps.bus.subscribe('automod.changed', (told) => (told.guildId === guildId ? heard() : undefined)),
    /** What is remembered now: guilds, members, messages, and at most so many bytes. */
    figures: engine.figures,
    async close(): Promise<void> {
      live.stop();
      ears.stop();
      stopProblems();
      await stop();
    },
  };
}
