import postgres from 'postgres';
import { production } from '../load/server.ts';
import type { Bench } from '../part.ts';

/** A database full of bytes. */
export interface Seeded {
  readonly url: string;
  readonly members: number;
  /** How many members have claimed today, by this bench; they come in the order of its sequence. */
  claimedToday(): Promise<number>;
}

/** The database with so many members; made once, then used again, with what earlier runs added to it. */
export async function seeded({ settings, children, tell, newFolder }: Bench, members: number): Promise<Seeded> {
  if (members % 100 !== 0) throw new RangeError('the number of members must be divisible by 100');
  const name = `smarter_dev_bench_${members}`;
  const url = new URL(settings.postgresUrl);
  url.pathname = `/${name}`;
  if (!(await isFull(settings.postgresUrl, name, url.href))) {
    tell(`  filling ${name}: ${members} members, ${members * 5} ledger rows`);
    await recreate(settings.postgresUrl, name);
    const environment = production(newFolder(), { DATABASE_URL: url.href });
    await children.run([process.execPath, 'src/main.ts', 'migrate'], { environment });
    const options = ['-q', '-X', '-v', 'ON_ERROR_STOP=1', '-v', `members=${members}`];
    await children.run(['psql', ...options, '-f', 'bench/seed/fill.sql', url.href], {}, 1800);
  }
  // What autovacuum does on a server in use; many a test machine has it switched off.
  for (const table of ['bytes_balances', 'bytes_transactions']) await ask(url.href, `VACUUM (ANALYZE) ${table}`);
  // What a server that has been up for a while has in its memory.
  await ask(url.href, 'CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  await ask(url.href, PREWARM);
  return {
    url: url.href,
    members,
    claimedToday: async () => Number((await ask(url.href, CLAIMED))[0]?.claimed ?? 0),
  };
}

const PREWARM = `SELECT pg_prewarm(relation.oid) FROM pg_class AS relation JOIN pg_namespace AS space ON space.oid = relnamespace
  WHERE nspname = 'public' AND relname LIKE 'bytes%' AND relkind IN ('r', 'i')`;

const CLAIMED = `SELECT count(*) AS claimed FROM bytes_transactions
  WHERE created_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AND type = 'daily'`;

async function isFull(server: string, name: string, url: string): Promise<boolean> {
  const [found] = await ask(server, `SELECT 1 AS found FROM pg_database WHERE datname = '${name}'`);
  if (!found) return false;
  const [full] = await ask(url, `SELECT 1 AS found FROM pg_tables WHERE tablename = 'bench_seed'`);
  return full !== undefined;
}

async function recreate(server: string, name: string): Promise<void> {
  await ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await create(server, name);
}

/** Letters in the order of their bytes, as the compose file has it. */
async function create(server: string, name: string): Promise<void> {
  await ask(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
}

/** An empty database with a random name; `drop` removes it. */
export async function scratch(server: string): Promise<{ url: string; drop(): Promise<unknown> }> {
  const name = `smarter_dev_bench_${crypto.randomUUID().replaceAll('-', '')}`;
  await create(server, name);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

const FACTS = [
  'server_version',
  'shared_buffers',
  'synchronous_commit',
  'autovacuum',
  'wal_compression',
  'checkpoint_timeout',
];

/** Which Postgres, with the settings that decide most, in a few words. */
export async function postgresFacts(server: string): Promise<string> {
  const [facts = {}] = await ask(server, `SELECT ${FACTS.map((name) => `current_setting('${name}') AS ${name}`)}`);
  const { server_version: version, ...settings } = facts;
  const told = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return `Postgres ${String(version).split(' ')[0]} (${told.join(', ')})`;
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}
