import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder } from '../harness/app.ts';
import { buildExecutable, EXECUTABLE, runToEnd } from '../harness/executable.ts';
import { freePort } from '../harness/nginx.ts';
import { until } from '../harness/until.ts';

const bwrap = Bun.which('bwrap');
const NOBODY = ['setpriv', '--reuid=65532', '--regid=65532', '--clear-groups'];
const mayContain =
  bwrap !== null &&
  process.getuid?.() === 0 &&
  Bun.spawnSync([...NOBODY, bwrap, '--unshare-user', '--ro-bind', '/', '/', 'true']).exitCode === 0;

/** What `Dockerfile` sets. */
function imageSettings(): string[][] {
  const [, text = ''] = /^ENV (.+)$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  return text.split(' ').map((pair) => pair.split('='));
}

describe.skipIf(!mayContain)(
  `as in its image${mayContain ? '' : ' (bubblewrap is missing or may not run here)'}`,
  () => {
    const root = newFolder();
    const data = newFolder();
    let port: number;

    beforeAll(async () => {
      if (!existsSync(EXECUTABLE)) await buildExecutable();
      port = await freePort();
      for (const folder of ['usr/local/bin', 'proc', 'dev', 'tmp', 'var/lib/smarter-dev']) {
        mkdirSync(join(root, folder), { recursive: true });
      }
      copyFileSync(EXECUTABLE, join(root, 'usr/local/bin/smarter-dev'));
      const { stdout } = Bun.spawnSync(['ldd', EXECUTABLE]);
      for (const [, library = ''] of stdout.toString().matchAll(/(\/\S+\.so[.\d]*) /g)) {
        mkdirSync(join(root, dirname(library)), { recursive: true });
        copyFileSync(library, join(root, library));
      }
      chmodSync(root, 0o755);
      chownSync(data, 65_532, 65_532);
    }, 120_000);

    afterAll(() => {
      for (const folder of [root, data]) rmSync(folder, { recursive: true, force: true });
    });

    /** A root that nobody may write, nothing in it but the executable and the C library, and a user without rights. */
    function contained(settings: Record<string, string>, ...args: string[]): string[] {
      const all: Record<string, string> = { ...Object.fromEntries(imageSettings()), PORT: String(port), ...settings };
      return [
        ...[...NOBODY, bwrap ?? '', '--unshare-user', '--unshare-pid', '--unshare-ipc'],
        ...['--die-with-parent', '--cap-drop', 'ALL', '--clearenv', '--ro-bind', root, '/'],
        ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--bind', data, '/var/lib/smarter-dev'],
        ...[
          '--chdir',
          '/var/lib/smarter-dev',
          ...Object.entries(all).flatMap(([name, value]) => ['--setenv', name, value]),
        ],
        ...['/usr/local/bin/smarter-dev', ...args],
      ];
    }

    test('without settings it says which are missing, and starts nothing', async () => {
      const { code, err } = await runToEnd(contained({}), '/', {});
      expect(code).toBe(1);
      for (const name of ['SESSION_SECRET', 'ADMIN_DISCORD_IDS', 'HOST']) expect(err).toContain(name);
    });

    test('it runs, is found healthy by its own check, and stops when asked', async () => {
      const loopback = { DEV_MODE: 'true', HOST: '127.0.0.1' };
      const child = Bun.spawn(contained(loopback), { env: {}, stdout: 'pipe', stderr: 'pipe' });
      const output = Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
      try {
        await until(
          async () => (await runToEnd(contained(loopback, 'health'), '/', {})).code === 0 || undefined,
          40_000,
        );
        expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
        const status = readFileSync(`/proc/${inner(child.pid)}/status`, 'utf8');
        expect(status).toMatch(/CapEff:\s+0+\n/);
        process.kill(inner(child.pid), 'SIGTERM');
        expect(await child.exited).toBe(0);
        expect((await output).join('')).toContain('"msg":"stopped"');
      } finally {
        if (child.exitCode === null) child.kill('SIGKILL');
      }
    }, 60_000);
  },
);

/** The program itself, below the processes that contain it. */
function inner(pid: number): number {
  const { stdout } = Bun.spawnSync(['ps', '-e', '-o', 'pid=,ppid=']);
  const pairs = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const [child] = pairs.find(([, parent]) => parent === pid) ?? [];
  return child === undefined ? pid : inner(child);
}
