import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../processes.ts';

const MEMORY = '/dev/shm';
/** Bytes that the tests may need for files at the same time. */
const ROOM = 4e9;

/** Where the tests of one run put their files. */
interface Stage {
  readonly environment: Record<string, string>;
  clear(): Promise<void>;
}

/**
 * A folder for everything that the tests write: in memory where there is room, since thousands of commits wait for a disk.
 * @param used whether to start the product once, so that tests which are not about first starts begin with a copy of what that left
 */
export async function setStage(outsides: Record<string, string>, { used }: { used: boolean }): Promise<Stage> {
  const folder = await mkdtemp(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'smarter-dev-tests-'));
  // Some tests run programs as users without rights.
  await chmod(folder, 0o711);
  const environment = { ...outsides, TMPDIR: folder };
  return {
    environment: used
      ? { ...environment, TEST_USED_FOLDER: await firstStart(join(folder, 'used'), environment) }
      : environment,
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Whether it is memory in which programs may run, with room for what the tests write. */
function hasRoom(folder: string): boolean {
  const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8').split('\n') : [];
  const [, , type, options = ''] = mounts.find((line) => line.split(' ')[1] === folder)?.split(' ') ?? [];
  if (type !== 'tmpfs' || options.split(',').includes('noexec')) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > ROOM;
}

/** @returns the folder; empty when the product does not start, which the tests will say better */
async function firstStart(folder: string, environment: Record<string, string>): Promise<string> {
  const { code } = await run([process.execPath, 'tests/harness/first-start.ts', folder], { environment, deadline: 60 });
  return code === 0 ? folder : '';
}
