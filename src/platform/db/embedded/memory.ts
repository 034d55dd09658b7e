import type { Assets } from '../../assets.ts';
import { createDatabase, type OwnedDatabase } from '../create-database.ts';
import { createPool } from '../pool.ts';
import { startEngine } from './engine.ts';
import { createEmbeddedSession } from './session.ts';

/** Opens an empty embedded database that lives in memory, from a template when there is one. */
export async function openMemoryDatabase(assets: Assets, deadline: number, template?: Blob): Promise<OwnedDatabase> {
  const options = template ? { loadDataDir: template } : {};
  const session = createEmbeddedSession(await startEngine({ assets, durable: false, options }));
  return createDatabase({ kind: 'embedded', pool: createPool({ size: 1, deadline, open: () => session }) });
}
