import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { createChanges } from './changes.ts';
import type { GuildConfigPart } from './parts.ts';
import { createTransfer } from './transfer.ts';
import { createWriter } from './write.ts';

export type { GuildConfigPart } from './parts.ts';

export interface HistoryDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Whose settings have a history and travel; each feature brings its own. */
  readonly parts: readonly GuildConfigPart[];
}

export type History = ReturnType<typeof createHistory>;

/** Who changed which settings of a guild and when, the way back, and the whole of them as a file. */
export function createHistory(deps: HistoryDeps) {
  const write = createWriter(deps);
  return {
    ...createChanges(deps, write),
    ...createTransfer(deps, write),
    /** Whose settings have a history, and what people call them. */
    areas: deps.parts.map(({ name, title }) => ({ name, title })),
  };
}
