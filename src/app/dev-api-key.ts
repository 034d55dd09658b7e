import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKeys } from '../features/apikeys/index.ts';
import { isRefusal } from '../shared/refusal.ts';
import { scopes } from '../shared/scopes.ts';

const FILE = 'dev-api-key';

/** Sees to a key in DATA_DIR that may do everything, readable by its owner only, for trying the API out. @returns its path */
export async function keepDevApiKey(apiKeys: ApiKeys, dataDir: string): Promise<string> {
  const path = join(dataDir, FILE);
  const kept = read(path);
  if (kept !== null && typeof (await apiKeys.identify(kept)) === 'object') return path;
  const issued = await apiKeys.create(
    { name: 'development', scopes: [...scopes], guildIds: null, ratePerMinute: 6000, expiresAt: null },
    { id: 'development', name: 'start in development' },
  );
  if (isRefusal(issued)) throw new Error(`no development key: ${issued.refused}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${issued.key}\n`, { mode: 0o600 });
  return path;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
