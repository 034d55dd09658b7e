import { afterEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createCliContext } from '../../../../src/app/cli-context.ts';
import { type Assets, createAssets } from '../../../../src/platform/assets.ts';
import { restoreBackup } from '../../../../src/platform/db/backup/restore.ts';
import { writeBackup } from '../../../../src/platform/db/backup/write.ts';
import type { OwnedDatabase } from '../../../../src/platform/db/create-database.ts';
import { listMigrations } from '../../../../src/platform/db/migrations/files.ts';
import { migrate } from '../../../../src/platform/db/migrations/migrate.ts';
import { openPostgres } from '../../../../src/platform/db/postgres/open.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { newFolder } from '../../../harness/app.ts';
import { createScratchDatabase, hasPostgres } from '../../../harness/database.ts';
import { settings } from '../../../harness/settings.ts';

setDefaultTimeout(60_000);

const log = createLog({ level: 'silent', format: 'json' });
const assets = createAssets();
const names = listMigrations(assets).map(({ name }) => name);
const cli = createCliContext('test', () => {});

/** The program of an earlier day, as far as the database can tell. */
function programOf(last: number): Assets {
  const known = new Set(names.slice(0, last + 1).map((name) => `${name}.sql`));
  return { ...assets, list: (folder) => assets.list(folder).filter((file) => folder !== 'drizzle' || known.has(file)) };
}

const GUILD = '200000000000000001';
const memberId = (n: number) => `30000000000000000${n}`;

/** What members did while that program ran: starting bytes, dailies, transfers, a correction. */
async function fill(db: OwnedDatabase): Promise<void> {
  const now = new Date().toISOString();
  for (let n = 0; n < 9; n += 1) {
    await db.rows(`SELECT bytes_claim_daily($1, gen_random_uuid(), $2, 'old hand', '{}', '{}', $3::timestamptz)`, [
      GUILD,
      memberId(n),
      now,
    ]);
    await db.rows(
      `SELECT bytes_transfer($1, gen_random_uuid(), $2, 'old hand', $3, NULL, 7, 'long ago', $2, $4, $5::timestamptz)`,
      [GUILD, memberId(n), memberId((n + 1) % 9), `old-${n}`, now],
    );
  }
  await db.rows(
    `SELECT bytes_adjust($1, gen_random_uuid(), 'admin_adjust', $2, NULL, -3, 'too much', 'SYSTEM', 'old-adjust', NULL, $3::timestamptz)`,
    [GUILD, memberId(0), now],
  );
}

/** Every account and every movement, by the columns that were there from the beginning. */
async function books(db: OwnedDatabase) {
  const balances = await db.rows<{ balance: string }>(
    'SELECT guild_id, user_id, username, balance::text, total_received::text FROM bytes_balances ORDER BY 1, 2',
  );
  const moves = await db.rows(
    'SELECT id::text, type, giver_id, receiver_id, amount::text, reason, idempotency_key, created_at FROM bytes_transactions ORDER BY 1',
  );
  return { balances, moves };
}

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe.skipIf(!hasPostgres)('an update, and the way back', () => {
  test.each([4, 9])('from the schema of migration %d, with what people did under it', async (last) => {
    const scratch = await createScratchDatabase();
    undo.push(scratch.drop);
    const folder = newFolder();
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const db = await openPostgres(scratch.url, 5_000);
    const config = settings({ DATABASE_URL: scratch.url, DATA_DIR: folder });
    const older = programOf(last);
    const path = join(folder, 'before.backup');

    expect(await migrate(db, older, log)).toEqual(names.slice(0, last + 1));
    await fill(db);
    const before = await books(db);
    expect(before.balances).toHaveLength(9);
    expect(before.moves.length).toBeGreaterThan(27);
    await writeBackup(db, path, 'older');

    expect(await cli.migrate(config, log)).toEqual(names.slice(last + 1));
    expect(await books(db)).toEqual(before);
    expect(await cli.verifyLedger(config, log)).toMatchObject({ ok: true, accounts: 9, differences: [] });

    await expect(migrate(db, older, log)).rejects.toThrow('newer than this version');
    expect(await books(db)).toEqual(before);

    // The older program has its database back, and what came after is gone.
    await db.rows(`UPDATE bytes_balances SET username = 'newer' WHERE user_id = $1`, [memberId(1)]);
    await restoreBackup({ db, path, assets: older, log, replace: true });
    expect(await books(db)).toEqual(before);
    expect(await migrate(db, older, log)).toEqual([]);

    // The newer one takes the same backup and brings it up to date, once nobody else is on the database.
    await db.close();
    const again = await cli.restore(config, log, { file: path, replace: true, drill: false });
    expect(again.migrated).toEqual(names.slice(last + 1));
    expect(again.ledger).toMatchObject({ ok: true, accounts: 9 });
    const afterwards = await openPostgres(scratch.url, 5_000);
    undo.push(() => afterwards.close());
    expect(await books(afterwards)).toEqual(before);
  });
});
