import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, rmSync } from 'node:fs';
import { newFolder } from '../harness/app.ts';
import { freePort } from '../harness/nginx.ts';
import { until } from '../harness/until.ts';

setDefaultTimeout(90_000);

const initdb = [...new Bun.Glob('*/bin/initdb').scanSync({ cwd: '/usr/lib/postgresql', onlyFiles: false })].length > 0;
const here = Bun.which('redis-server') !== null && Bun.which('setpriv') !== null && initdb;
const folder = newFolder();
// Postgres does not run as root, and has to get in.
chmodSync(folder, 0o755);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The processes that a process began, and those that these began. */
function descendants(pid: number): number[] {
  const { stdout } = Bun.spawnSync(['ps', '-e', '-o', 'pid=,ppid=']);
  const pairs = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (of: number): number[] =>
    pairs.filter(([, parent]) => parent === of).flatMap(([child = 0]) => [child, ...below(child)]);
  return below(pid);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!here)('scripts/dev.sh brings services and product, and takes all down with Ctrl-C', async () => {
  const port = await freePort();
  let output = '';
  // As a shell on a terminal starts it: the leader of a group of its own, to which the terminal sends its signals.
  const child = Bun.spawn(['setsid', 'scripts/dev.sh'], {
    env: { ...process.env, SERVICES: 'local', DEV_DATA: `${folder}/dev`, PORT: String(port), LOG_FORMAT: 'json' },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    const reader = stream.getReader();
    for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
      output += new TextDecoder().decode(value);
    }
  };
  const collected = Promise.all([collect(child.stdout), collect(child.stderr)]);
  try {
    await until(() => {
      if (child.exitCode !== null) throw new Error(output);
      return output.includes('"msg":"started"') || undefined;
    }, 60_000);
    const ready = await until(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
      return answer?.ok ? ((await answer.json()) as { dependencies: Record<string, { status: string }> }) : undefined;
    }, 30_000);
    expect(ready.dependencies.database?.status).toBe('ok');
    expect(ready.dependencies.redis?.status).toBe('ok');
    for (const name of ['redis', 'postgres', 'product']) expect(output).toMatch(new RegExp(`${name} +\\|`));
    const begun = descendants(child.pid);
    expect(begun.length).toBeGreaterThan(4);

    process.kill(-child.pid, 'SIGINT');
    expect(await child.exited).toBe(130);
    await until(() => begun.every((pid) => !lives(pid)) || undefined);
    await collected;
    expect(output).toContain('"msg":"stopped"');
    expect(output).toContain('everything is down');
  } finally {
    if (child.exitCode === null) process.kill(child.pid, 'SIGTERM');
    await child.exited;
  }
});
