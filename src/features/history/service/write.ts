import type { Database } from '../../../platform/db/database.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { GuildConfigPart, PartWrite } from './parts.ts';

export interface Planned {
  readonly part: GuildConfigPart;
  readonly write: PartWrite;
}

export type Writer = (planned: readonly Planned[]) => Promise<Refusal<'config_changed_meanwhile'> | null>;

/** Undoes what the transaction has written so far. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Writes all of several settings or none. */
export function createWriter({ db }: { readonly db: Database }): Writer {
  async function writeAll(planned: readonly Planned[]): Promise<void> {
    await db.transaction(async (tx) => {
      for (const { part, write } of planned) if (await part.write(tx, write)) throw new Overtaken();
    });
  }

  return async (planned) => {
    try {
      await writeAll(planned);
    } catch (error) {
      if (error instanceof Overtaken) return refuse('config_changed_meanwhile');
      throw error;
    }
    for (const { part, write } of planned) part.written(write.guildId);
    return null;
  };
}
