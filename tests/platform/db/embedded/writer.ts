import { createAssets } from '../../../../src/platform/assets.ts';
import { openDatabase } from '../../../../src/platform/db/open-database.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { StartFailure } from '../../../../src/shared/start-failure.ts';

/** A process that opens the folder it is given and says so, then writes rows and says each number once it is safe. */
const [dataDir = ''] = process.argv.slice(2);
const log = createLog({ level: 'silent', format: 'json' });

try {
  const db = await openDatabase({ databaseUrl: undefined, dataDir, assets: createAssets(), log });
  await db.rows('CREATE TABLE IF NOT EXISTS written (n int8 PRIMARY KEY)');
  const [last] = await db.rows<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM written');
  process.stdout.write('open\n');
  for (let n = (last?.n ?? 0) + 1; ; n += 1) {
    await db.rows('INSERT INTO written VALUES ($1)', [n]);
    process.stdout.write(`${n}\n`);
    // Lets signals and output through: the embedded database never waits by itself.
    await Bun.sleep(0);
  }
} catch (error) {
  process.stdout.write(`${error instanceof StartFailure ? error.message : error}\n`);
  process.exit(1);
}
