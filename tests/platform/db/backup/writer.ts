import { join } from 'node:path';
import { writeBackup } from '../../../../src/platform/db/backup/write.ts';
import { openInMemory } from '../../../../src/platform/db/embedded/open.ts';
import { migrate } from '../../../../src/platform/db/migrations/migrate.ts';
import { assets, silent } from './scene.ts';

/** Writes backups without end into a folder; made to be killed. */
const [folder = ''] = process.argv.slice(2);
const db = await openInMemory(assets, 60_000);
await migrate(db, assets, silent);
await db.rows(
  `INSERT INTO bytes_configs (guild_id) SELECT (10::numeric ^ 17 + n)::bigint::text FROM generate_series(1, 5000) n`,
);
for (let n = 0; ; n += 1) {
  await writeBackup(db, join(folder, `${process.pid}-${n}.backup`), 'test');
  process.stdout.write('written\n');
}
