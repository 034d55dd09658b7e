import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createCliContext } from '../../src/app/cli-context.ts';
import type { LedgerVerdict } from '../../src/cli/context.ts';
import { openPostgres } from '../../src/platform/db/postgres/open.ts';
import { createLog } from '../../src/platform/log.ts';
import { issueApiKey } from './api-keys.ts';
import { newFolder } from './app.ts';
import { createScratchDatabase } from './database.ts';
import { type Program, startProgram, untilOnline } from './executable.ts';
import { createManyGuilds, type ManyGuilds } from './many-guilds.ts';
import { REDIS_URL } from './redis.ts';
import { settings as settingsOf } from './settings.ts';
import { startSimulator, type TestSimulator } from './simulator.ts';

const root = join(import.meta.dir, '../..');
const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.x1y2z3x1y2z3x1y2z3x1y2z3';
const PROGRAM = [process.execPath, 'src/main.ts'];

export interface FleetOptions {
  readonly guilds: number;
  /** A Redis database of its own: it is emptied. */
  readonly redisDatabase: number;
  readonly settings?: Record<string, string>;
  /** Where the processes are to reach Discord, if not at its own port. */
  readonly front?: (port: number) => Promise<string>;
  /** Milliseconds between two heartbeats of the gateway. */
  readonly heartbeatMs?: number;
}

/** Processes of the product as in production, on one Postgres, one Redis and one Discord. */
export interface Fleet extends Pick<ManyGuilds, 'guilds' | 'people'> {
  readonly discord: TestSimulator;
  readonly databaseUrl: string;
  /** Starts one more process; a bot is awaited until all its shards are connected. */
  start(role: 'web' | 'bot' | 'all', settings?: Record<string, string>): Promise<Program>;
  /** A key for every guild. */
  issueKey(wish: Parameters<typeof issueApiKey>[1]): Promise<string>;
  /** Asks the database itself. */
  rows<Row>(sql: string): Promise<Row[]>;
  /** Recomputes every balance. */
  verifyLedger(): Promise<LedgerVerdict>;
  close(): Promise<void>;
}

export async function openFleet({
  guilds: count,
  redisDatabase,
  settings = {},
  front,
  heartbeatMs,
}: FleetOptions): Promise<Fleet> {
  const { state, guilds, people } = createManyGuilds(count);
  const scratch = await createScratchDatabase();
  const discord = await startSimulator(
    { token: TOKEN, seed: () => state, ...(heartbeatMs ? { gateway: { heartbeatMs } } : {}) },
    front,
  );
  const dataDir = newFolder();
  const redisUrl = new URL(REDIS_URL);
  redisUrl.pathname = `/${redisDatabase}`;
  await emptied(redisUrl.href);
  const environment = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_APPLICATION_ID: discord.simulator.applicationId,
    DISCORD_CLIENT_SECRET: discord.simulator.clientSecret,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_AUTHORIZE_URL: `${discord.url}/simulator/discord/oauth2/authorize`,
    DISCORD_CDN_URL: `${discord.url}/simulator/discord/cdn`,
    DEV_MODE: 'false',
    SESSION_SECRET: 'a-secret-of-sessions-that-nobody-else-knows',
    ADMIN_DISCORD_IDS: people.grace,
    DATABASE_URL: scratch.url,
    REDIS_URL: redisUrl.href,
    DATA_DIR: dataDir,
    WEBHOOK_ALLOW_PRIVATE: 'true',
    LOG_LEVEL: 'debug',
    ...settings,
  };
  const running = new Set<Program>();

  return {
    guilds,
    people,
    discord,
    databaseUrl: scratch.url,
    async start(role, more = {}) {
      const program = await startProgram(PROGRAM, root, { ...environment, ROLE: role, ...more });
      running.add(program);
      if (role !== 'web') await untilOnline(program);
      return { ...program, stop: (signal) => program.stop(signal).finally(() => running.delete(program)) };
    },
    issueKey: (wish) => issueApiKey({ DATABASE_URL: scratch.url, DATA_DIR: dataDir }, wish),
    async rows<Row>(sql: string) {
      const db = await openPostgres(scratch.url, 5_000);
      const rows = await db.rows<Row & object>(sql);
      await db.close();
      return rows as Row[];
    },
    verifyLedger: () =>
      createCliContext('test', () => {}).verifyLedger(
        settingsOf({ DATABASE_URL: scratch.url, DATA_DIR: dataDir }),
        createLog({ level: 'silent', format: 'json' }),
      ),
    async close() {
      await Promise.all([...running].map((program) => program.stop('SIGTERM')));
      await discord.close();
      await scratch.drop();
      await emptied(redisUrl.href);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function emptied(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}
