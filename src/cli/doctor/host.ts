import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Config } from '../../platform/config/config.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

const LEAST_MEMORY_MB = 256;
const LEAST_FILES = 1024;
const MEBIBYTE = 1_048_576;

/** Whether this machine and this user are fit to run it. */
export async function checkHost(config: Config): Promise<Finding[]> {
  return Promise.all([
    checkMemory(),
    checkFiles(),
    checkUser(config),
    checkDataAccess(config),
    checkDotenv(),
    runtime(),
  ]);
}

async function checkMemory(): Promise<Finding> {
  const [machine, limit, used] = await Promise.all([
    numberIn('/proc/meminfo', /^MemAvailable:\s+(\d+) kB/m),
    numberIn('/sys/fs/cgroup/memory.max', /^(\d+)$/m),
    numberIn('/sys/fs/cgroup/memory.current', /^(\d+)$/m),
  ]);
  const rooms = [machine === null ? null : machine * 1024, limit === null ? null : limit - (used ?? 0)];
  const known = rooms.filter((bytes) => bytes !== null);
  if (known.length === 0) return skipped('Memory', 'this system does not say how much there is');
  const free = Math.floor(Math.min(...known) / MEBIBYTE);
  if (free >= LEAST_MEMORY_MB) return ok('Memory', `${free} MB to be had`);
  return bad(
    'Memory',
    `only ${free} MB to be had`,
    `Make room: ${LEAST_MEMORY_MB} MB at least, 512 with the embedded database.`,
  );
}

async function checkFiles(): Promise<Finding> {
  const most = await numberIn('/proc/self/limits', /^Max open files\s+(\d+)/m);
  if (most === null) return skipped('Open files', 'this system does not say how many may be open');
  if (most >= LEAST_FILES) return ok('Open files', `${most} at a time`);
  return bad(
    'Open files',
    `only ${most} at a time`,
    `Allow ${LEAST_FILES} at least: ulimit -n, or LimitNOFILE= in the unit.`,
  );
}

async function checkUser({ devMode }: Config): Promise<Finding> {
  if (process.getuid?.() !== 0) return ok('User', 'runs without special rights');
  if (devMode) return skipped('User', 'root; a server needs a user of its own');
  return bad('User', 'root', 'Run it as a user of its own, as the unit in deploy/systemd does.');
}

async function checkDataAccess({ dataDir }: Config): Promise<Finding> {
  const mode = await modeOf(dataDir);
  if (mode === null) return skipped('Data folder', 'is made at the first start');
  if ((mode & 0o077) === 0) return ok('Data folder', 'its owner alone may enter');
  return bad('Data folder', `other users may enter ${dataDir}`, `chmod 700 ${dataDir}`);
}

async function checkDotenv(): Promise<Finding> {
  const mode = await modeOf('.env');
  if (mode === null) return skipped('.env', 'there is none here');
  if ((mode & 0o077) === 0) return ok('.env', 'its owner alone may read it');
  return bad('.env', 'other users may read it, secrets included', 'chmod 600 .env');
}

async function runtime(): Promise<Finding> {
  return ok('Runtime', `Bun ${Bun.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`);
}

async function modeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mode }) => mode,
    () => null,
  );
}

async function numberIn(path: string, pattern: RegExp): Promise<number | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [, found] = pattern.exec(text) ?? [];
  return found === undefined ? null : Number(found);
}
