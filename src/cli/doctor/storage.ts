import { probeRedis } from '../../platform/bus/redis.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Log } from '../../platform/log.ts';
import type { CliContext } from '../context.ts';
import { bad, type Finding, messageOf, ok, skipped } from './finding.ts';

/** The embedded database is open in one process only, so that a running product is asked instead (`running`). */
export async function checkDatabase(config: Config, running: boolean, log: Log, context: CliContext): Promise<Finding> {
  if (running && !config.databaseUrl) return ok('Database', 'embedded, open in the running product');
  try {
    return ok('Database', await context.checkDatabase(config, log));
  } catch (error) {
    const fix = config.databaseUrl
      ? 'Check DATABASE_URL, and that Postgres runs and lets this user in.'
      : 'The embedded database is in DATA_DIR; another folder begins with an empty one.';
    return bad('Database', messageOf(error), fix);
  }
}

export async function checkRedis({ redisUrl }: Config): Promise<Finding> {
  if (!redisUrl) return skipped('Redis', 'not used: this one process is alone', 'Set REDIS_URL to run several.');
  try {
    const version = await probeRedis(redisUrl);
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major > 6 || (major === 6 && minor >= 2)) return ok('Redis', `version ${version}`);
    return bad('Redis', `version ${version} is too old`, 'Use Redis 6.2 or newer.');
  } catch (error) {
    return bad('Redis', messageOf(error), 'Check REDIS_URL, and that Redis runs. Until then the product runs without.');
  }
}
