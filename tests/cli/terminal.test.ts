import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subprocess } from 'bun';
import { until } from '../harness/until.ts';

const root = join(import.meta.dir, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smarter-dev-terminal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A process of its own, whose product takes `closing` to close. */
function start(closing: string): Subprocess<'ignore', 'pipe', 'pipe'> {
  const script = `
    import { run } from '${root}/src/cli/run.ts';
    import { terminalIo } from '${root}/src/cli/terminal.ts';
    const startApp = async () => ({ url: 'http://127.0.0.1:1', close: () => ${closing} });
    setInterval(() => {}, 1000);
    process.exit(await run([], terminalIo({ DATA_DIR: '${folder}', LOG_FORMAT: 'json' }), { version: '1.2.3', startApp }));`;
  return Bun.spawn([process.execPath, '-e', script], { stdout: 'pipe', stderr: 'pipe', cwd: folder, env: {} });
}

async function untilSaid(child: Subprocess<'ignore', 'pipe', 'pipe'>, word: string): Promise<() => string> {
  let said = '';
  const decoder = new TextDecoder();
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      said += decoder.decode(chunk, { stream: true });
    },
  });
  void child.stdout.pipeTo(sink);
  await until(() => said.includes(word) || undefined);
  return () => said;
}

describe('a process that is asked to stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('by %s closes the product and ends with 0', async (signal) => {
    const child = start('Promise.resolve()');
    const said = await untilSaid(child, 'started');
    child.kill(signal);
    expect(await child.exited).toBe(0);
    await until(() => said().includes('"msg":"stopped"') || undefined);
    expect(said()).toContain(`"reason":"${signal}"`);
  });

  test('twice does not wait for what hangs', async () => {
    const child = start('new Promise(() => {})');
    const said = await untilSaid(child, 'started');
    child.kill('SIGTERM');
    await until(() => said().includes('stopping') || undefined);
    child.kill('SIGTERM');
    expect(await child.exited).toBe(1);
  });
});

test('what is written just before the end reaches a slow pipe whole', async () => {
  const script = `
    import { terminalIo } from '${root}/src/cli/terminal.ts';
    const io = terminalIo({});
    io.out('x'.repeat(3_000_000) + 'end');
    io.err('done');
    process.exit(0);`;
  const child = Bun.spawn([process.execPath, '-e', script], { stdout: 'pipe', stderr: 'pipe', cwd: folder, env: {} });
  const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  expect(out).toHaveLength(3_000_003);
  expect(out).toEndWith('end');
  expect(err).toBe('done');
});

test('NO_COLOR and pipes get no colour', async () => {
  const script = `import { terminalIo } from '${root}/src/cli/terminal.ts'; console.log(terminalIo({ NO_COLOR: '1' }).terminal, terminalIo({}).terminal);`;
  const child = Bun.spawn([process.execPath, '-e', script], { stdout: 'pipe', cwd: folder, env: {} });
  expect(await new Response(child.stdout).text()).toBe('false false\n');
});
