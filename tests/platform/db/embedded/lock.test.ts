import { afterEach, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../../../src/platform/db/embedded/lock.ts';

const parent = mkdtempSync(join(tmpdir(), 'smarter-dev-lock-'));
const folder = join(parent, 'pgdata');
const module = join(import.meta.dir, '../../../../src/platform/db/embedded/lock.ts');

afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** What another process gets when it asks for the folder. */
async function elsewhere(): Promise<unknown> {
  const program = `import { lockFolder } from '${module}';
    const lock = lockFolder('${folder}');
    console.log(JSON.stringify('release' in lock ? 'taken' : lock));`;
  const child = Bun.spawn([process.execPath, '-e', program], { stdout: 'pipe', stderr: 'inherit' });
  return JSON.parse(await new Response(child.stdout).text());
}

test('a folder is locked against this process and others for as long as it is held', async () => {
  const lock = lockFolder(folder);
  if (!('release' in lock)) throw new Error('a new folder is free');
  const holder = { holder: process.pid };
  expect(await elsewhere()).toEqual(holder);
  expect(lockFolder(folder)).toEqual(holder);
  // A second try in this process must not let go of the first one's lock.
  expect(await elsewhere()).toEqual(holder);
  lock.release();
  expect(await elsewhere()).toBe('taken');
  const again = lockFolder(folder);
  expect('release' in again).toBe(true);
});
