import { probeRedis } from '../../platform/bus/redis.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Log } from '../../platform/log.ts';
import type { CliContext, DatabaseFacts } from '../context.ts';
import { bad, type Finding, messageOf, ok, skipped } from './finding.ts';

const SLOW_MS = 50;

/** The embedded database is open in one process only, so that a running product is asked instead (`running`). */
export async function checkDatabase(
  config: Config,
  running: boolean,
  log: Log,
  context: CliContext,
): Promise<Finding[]> {
  if (running && !config.databaseUrl) return [ok('Database', 'embedded, open in the running product')];
  try {
    const database = ok('Database', await context.checkDatabase(config, log));
    return config.databaseUrl ? [database, ...judge(await context.databaseFacts(config, log))] : [database];
  } catch (error) {
    const fix = config.databaseUrl
      ? 'Check DATABASE_URL, and that Postgres runs and lets this user in.'
      : 'The embedded database is in DATA_DIR; another folder begins with an empty one.';
    return [bad('Database', messageOf(error), fix)];
  }
}

const OLDEST_POSTGRES = 15;
/** One process opens up to ten. */
const LEAST_CONNECTIONS = 12;
const MOST_SKEW_MS = 5_000;

function judge({ version, encoding, freeConnections, mayCreate, now, readOnly }: DatabaseFacts): Finding[] {
  const skew = Math.round(Math.abs(Date.now() - now) / 1000);
  return [
    version >= OLDEST_POSTGRES
      ? ok('Postgres', `version ${version}`)
      : bad('Postgres', `version ${version} is too old`, `Use Postgres ${OLDEST_POSTGRES} or newer.`),
    encoding === 'UTF8'
      ? ok('Encoding', 'UTF8')
      : bad(
          'Encoding',
          `${encoding} cannot hold every name`,
          "Make the database anew: CREATE DATABASE … ENCODING 'UTF8'.",
        ),
    freeConnections >= LEAST_CONNECTIONS
      ? ok('Connections', `${freeConnections} free`)
      : bad(
          'Connections',
          `only ${freeConnections} free`,
          'Raise max_connections, or end what holds them; a process takes ten.',
        ),
    mayCreate
      ? ok('Rights', 'tables can be made')
      : bad('Rights', 'this user may not make tables', 'GRANT CREATE ON SCHEMA public TO the user of DATABASE_URL.'),
    readOnly
      ? bad('Writing', 'this Postgres is read-only', 'It is a replica: set DATABASE_URL to the primary.')
      : ok('Writing', 'it is the primary'),
    skew * 1000 <= MOST_SKEW_MS
      ? ok("Database's clock", 'agrees with ours')
      : bad("Database's clock", `is ${skew} s off`, 'Switch on time synchronisation (NTP) on both machines.'),
  ];
}

export async function checkRedis({ redisUrl }: Config): Promise<Finding[]> {
  if (!redisUrl) return [skipped('Redis', 'not used: this one process is alone', 'Set REDIS_URL to run several.')];
  try {
    const { version, policy, ms } = await probeRedis(redisUrl);
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const recent = major > 6 || (major === 6 && minor >= 2);
    return [
      recent
        ? ok('Redis', `version ${version}`)
        : bad('Redis', `version ${version} is too old`, 'Use Redis 6.2 or newer.'),
      policy.startsWith('allkeys')
        ? bad(
            "Redis' memory",
            `${policy} throws out limits as well`,
            'Set maxmemory-policy to volatile-lru or noeviction.',
          )
        : ok("Redis' memory", policy),
      ms < SLOW_MS
        ? ok("Redis' answer", `in ${ms.toFixed(1)} ms`)
        : bad("Redis' answer", `takes ${Math.round(ms)} ms`, 'Run it nearer: each request asks it for its limit.'),
    ];
  } catch (error) {
    return [
      bad('Redis', messageOf(error), 'Check REDIS_URL, and that Redis runs. Until then the product runs without.'),
    ];
  }
}
