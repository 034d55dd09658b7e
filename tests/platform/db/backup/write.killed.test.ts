import { expect, test } from 'bun:test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBackup } from '../../../../src/platform/db/backup/read.ts';

const KILLS = 2;

test('a backup that was cut short by SIGKILL never bears the name of a whole one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smarter-dev-killed-'));
  let whole = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = Bun.spawn([process.execPath, Bun.fileURLToPath(import.meta.resolve('./writer.ts')), folder], {
      stdout: 'pipe',
    });
    await child.stdout.getReader().read();
    await Bun.sleep(Math.random() * 500);
    child.kill('SIGKILL');
    await child.exited;
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.backup'))) {
      expect((await checkBackup(join(folder, name))).tables.length).toBeGreaterThan(10);
      whole += 1;
    }
  }
  expect(whole).toBeGreaterThan(0);
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
