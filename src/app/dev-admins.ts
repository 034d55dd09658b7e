import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSnowflake, type Snowflake } from '../shared/ids.ts';

const FILE = 'dev-admins.json';

/** Who was made an admin in the dashboard, in development: kept in DATA_DIR. */
export function openDevAdmins(dataDir: string) {
  const path = join(dataDir, FILE);
  const ids = new Set(read(path));

  function save(): void {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, `${JSON.stringify([...ids])}\n`, { mode: 0o600 });
  }

  return {
    ids: ids as ReadonlySet<Snowflake>,
    add(id: Snowflake): void {
      ids.add(id);
      save();
    },
    remove(id: Snowflake): void {
      ids.delete(id);
      save();
    },
  };
}

function read(path: string): Snowflake[] {
  try {
    const ids = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
    return ids.map(String).filter(isSnowflake);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`${path} is no list of ids; remove it to start without any`, { cause: error });
  }
}
