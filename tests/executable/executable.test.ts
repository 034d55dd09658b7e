import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../harness/app.ts';
import { textOf } from '../harness/control.ts';
import { buildExecutable, type Running, runExecutable, startExecutable } from '../harness/executable.ts';

const folders: string[] = [];

function folder(): string {
  const made = newFolder();
  folders.push(made);
  return made;
}

beforeAll(buildExecutable, 120_000);
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

async function statusOf({ url }: Running, path: string): Promise<number> {
  return (await fetch(url + path)).status;
}

describe('the executable', () => {
  test('starts in an empty folder without any environment, and again on what it left', async () => {
    const cwd = folder();
    for (const _start of [1, 2]) {
      const running = await startExecutable({ cwd });
      expect(await statusOf(running, '/healthz')).toBe(200);
      expect(await statusOf(running, '/readyz')).toBe(200);
      expect(await statusOf(running, '/simulator')).toBe(200);
      const client = await (await fetch(`${running.url}/api/client.ts`)).text();
      expect(client).toBe(await Bun.file('static/client/smarter-dev.ts').text());
      const { replies } = await running.command('ada', 'bytes balance');
      expect(textOf(replies[0])).toMatch(/has \*\*[\d,]+ bytes/);
      expect(await running.stop('SIGTERM')).toBe(0);
    }
  }, 60_000);

  test('works in a folder that it may not write to, with DATA_DIR elsewhere, as nobody', async () => {
    const [cwd, dataDir] = [folder(), folder()];
    chmodSync(cwd, 0o555);
    chownSync(dataDir, 65_534, 65_534);
    const running = await startExecutable({ cwd, env: { DATA_DIR: dataDir }, unprivileged: true });
    expect(await statusOf(running, '/readyz')).toBe(200);
    expect(await running.stop('SIGTERM')).toBe(0);
  }, 60_000);

  test('says what to do when it may not write its data', async () => {
    const cwd = folder();
    chmodSync(cwd, 0o555);
    const { code, err } = await runExecutable({ cwd, unprivileged: true });
    expect(code).toBe(1);
    expect(err).toContain('DATA_DIR');
    expect(err).not.toContain('    at ');
  }, 30_000);

  test('runs nothing that lies in the folder it starts in', async () => {
    const cwd = folder();
    const trap = `require('node:fs').writeFileSync(${JSON.stringify(join(cwd, 'trapped'))}, '')`;
    writeFileSync(join(cwd, 'trap.js'), trap);
    writeFileSync(join(cwd, 'bunfig.toml'), 'preload = ["./trap.js"]\n[run]\npreload = ["./trap.js"]\n');
    writeFileSync(join(cwd, 'package.json'), '{ "name": "trap", "type": "commonjs", "main": "trap.js" }');
    writeFileSync(join(cwd, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "*": ["./trap.js"] } } }');
    for (const name of ['discord.js', 'elysia', 'pino']) {
      mkdirSync(join(cwd, 'node_modules', name), { recursive: true });
      writeFileSync(join(cwd, 'node_modules', name, 'index.js'), trap);
    }
    const running = await startExecutable({ cwd });
    expect(await statusOf(running, '/readyz')).toBe(200);
    expect(await running.stop('SIGTERM')).toBe(0);
    expect(existsSync(join(cwd, 'trapped'))).toBe(false);
  }, 60_000);

  test('reports every wrong setting at once', async () => {
    const { code, err } = await runExecutable({
      cwd: folder(),
      env: { PORT: 'eighty', LOG_LEVEL: 'loud', HOST: '0.0.0.0', DATABASE_URL: 'mysql://x', DATABSE_URL: 'typo' },
    });
    expect(code).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'HOST', 'DATABASE_URL', 'Did you mean']) expect(err).toContain(name);
  }, 30_000);

  test('refuses a taken port and a data folder in use, each with a sentence', async () => {
    const cwd = folder();
    const running = await startExecutable({ cwd });
    const port = new URL(running.url).port;
    const taken = await runExecutable({ cwd: folder(), env: { PORT: port } });
    expect(taken.code).toBe(1);
    expect(taken.err).toContain(port);
    const inUse = await runExecutable({ cwd, env: { PORT: '0' } });
    expect(inUse.code).toBe(1);
    expect(inUse.err).toMatch(/in use|already/);
    expect(await running.stop('SIGTERM')).toBe(0);
  }, 60_000);
});
