import { openEconomy } from './economy.ts';

/** Reads a file of acknowledged keys, one a line, and prints how many of them the ledger lacks and whether it is right. */
const [dataDir = '', list = ''] = process.argv.slice(2);
const keys = (await Bun.file(list).text()).split('\n').filter(Boolean);
const { db, economy, close } = await openEconomy(dataDir);
const found = await db.rows<{ key: string }>(
  'SELECT idempotency_key AS key FROM bytes_transactions WHERE idempotency_key = ANY ($1::text[])',
  [keys],
);
const { ok } = await economy.verifyLedger();
console.log(JSON.stringify({ acknowledged: keys.length, missing: keys.length - found.length, ok }));
await close();
