import { type App, startApp } from '../app.ts';
import type { CliContext, DatabaseFacts, LedgerVerdict } from '../cli/context.ts';
import { commandData, createCommands } from '../discord/commands.ts';
import { createSigner } from '../discord/kit/buttons.ts';
import { createRest } from '../discord/rest.ts';
import { type SmokeStep, smoke } from '../discord/smoke.ts';
import { createFeatures } from '../features.ts';
import { createAssets } from '../platform/assets.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { migrate } from '../platform/db/migrations/migrate.ts';
import { migrationStatus } from '../platform/db/migrations/status.ts';
import type { Log } from '../platform/log.ts';
import { StartFailure } from '../shared/start-failure.ts';
import { apiDocument } from './api-document.ts';
import { createApiKeyBook } from './api-key-book.ts';
import { takeBackup } from './backups.ts';
import { askRunning } from './control.ts';
import { type DiscordAccess, openDiscord } from './discord.ts';
import { noVisitors } from './doors.ts';
import { restore } from './restore.ts';
import { openStorage, type Storage } from './storage.ts';

/**
 * What the subcommands need of the product, each opened for one command and closed again.
 * @param onStart gets the running product
 */
export function createCliContext(version: string, onStart: (app: App) => void): CliContext {
  return {
    version,
    async startApp(loaded, log) {
      const app = await startApp(loaded, log, version);
      onStart(app);
      return app;
    },
    checkDatabase: (config, log) => withStorage(config, log, describeDatabase),
    databaseFacts: (config, log) => withStorage(config, log, databaseFacts),
    migrate: (config, log) => withStorage(config, log, ({ db }) => migrate(db, createAssets(), log)),
    migrationStatus: (config, log) => withStorage(config, log, listMigrations),
    verifyLedger,
    backup: (config, log, to) =>
      askRunning(config, to).then(
        (taken) => taken ?? withStorage(config, log, ({ db }) => takeBackup({ db, config, version }, to)),
      ),
    restore: (config, log, wish) => restore(config, log, wish, verifyLedger),
    apiDocument: () => apiDocument(version),
    apiKeys: (config, log, work) =>
      withProduct(config, log, ({ apiKeys }) => work(createApiKeyBook(apiKeys, systemClock))),
    tryGuild,
    commandsDiff: (config, log) => withCommands(config, log, 'diff'),
    commandsDeploy: (config, log) => withCommands(config, log, 'deploy'),
    resetDemo: (config, log) => withStorage(config, log, emptyTables),
  };
}

async function tryGuild(config: Config, log: Log, guildId: string): Promise<SmokeStep[]> {
  const { discordToken: token = '', discordApiUrl: apiUrl, discordCdnUrl: cdnUrl } = config;
  const rest = createRest({ token, apiUrl, cdnUrl, log });
  try {
    return await smoke({ token, rest, log, guildId });
  } finally {
    rest.close();
  }
}

function verifyLedger(config: Config, log: Log): Promise<LedgerVerdict> {
  return withProduct(config, log, ({ economy }) => economy.verifyLedger());
}

async function withStorage<T>(config: Config, log: Log, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage(config, log, createAssets());
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function describeDatabase({ db }: Storage): Promise<string> {
  const ms = await db.ping();
  const { pending, problem } = await migrationStatus(db, createAssets());
  if (problem) throw new StartFailure(problem);
  const schema = pending.length === 0 ? 'schema up to date' : `${pending.length} migrations wait for the next start`;
  return `${db.kind === 'embedded' ? 'embedded' : 'Postgres'}, answers in ${ms.toFixed(1)} ms, ${schema}`;
}

async function databaseFacts({ db }: Storage): Promise<DatabaseFacts> {
  const [facts] = await db.rows<DatabaseFacts>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
            current_setting('server_encoding') AS encoding,
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
              - (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') + 1 AS "freeConnections",
            has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate",
            pg_is_in_recovery() AS "readOnly",
            (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
  );
  if (!facts) throw new StartFailure('The database says nothing of itself.');
  return facts;
}

async function listMigrations({ db }: Storage) {
  const { applied, pending, problem } = await migrationStatus(db, createAssets());
  if (problem) throw new StartFailure(problem);
  return [...applied, ...pending.map((name) => ({ name, appliedAt: null }))];
}

type Product = ReturnType<typeof createFeatures> & DiscordAccess;

/** The features on a migrated database, without gateway and web server. */
function withProduct<T>(config: Config, log: Log, work: (product: Product) => Promise<T>): Promise<T> {
  return withStorage(config, log, async (storage) => {
    await migrate(storage.db, createAssets(), log);
    const access = { token: config.discordToken ?? '', apiUrl: config.discordApiUrl, cdnUrl: config.discordCdnUrl };
    const discord = openDiscord({ ...storage, ...access, clock: systemClock, log });
    // Neither buttons nor cursors are made or read here.
    const secret = crypto.randomUUID();
    const signer = createSigner(secret);
    const product = createFeatures({ ...storage, ...discord, ...noVisitors, clock: systemClock, log, signer, secret });
    try {
      return await work({ ...product, ...discord });
    } finally {
      for (const feature of product.features) await feature.close?.();
      discord.rest.close();
    }
  });
}

async function withCommands(config: Config, log: Log, action: 'diff' | 'deploy') {
  if (config.discordMode === 'simulated') {
    throw new StartFailure(
      'The simulated Discord lives inside the running program, which registers its commands when it starts.',
    );
  }
  const { discordApplicationId: applicationId, discordDevGuildId } = config;
  if (!applicationId) throw new StartFailure('Set DISCORD_APPLICATION_ID: commands belong to an application.');
  return withProduct(config, log, async ({ features, rest }) => {
    const modules = features.flatMap(({ bot }) => (bot ? [bot] : []));
    return createCommands(rest, applicationId, log)[action](discordDevGuildId ?? 'global', commandData(modules));
  });
}

/** Everything but the book of migrations; the next start fills it again. Only where a simulated world has lived. */
async function emptyTables({ db }: Storage): Promise<void> {
  const tables = await db.rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'schema_migrations'`,
  );
  const worlds = tables.some(({ name }) => name === 'simulated_world')
    ? await db.rows('SELECT id FROM simulated_world')
    : [];
  if (worlds.length === 0) {
    throw new StartFailure('No simulated Discord has run on this database, so nothing was touched. Check DATA_DIR.');
  }
  await db.rows(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')}`);
}
