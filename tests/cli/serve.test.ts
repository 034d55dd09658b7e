import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningApp } from '../../src/cli/context.ts';
import { StartFailure } from '../../src/shared/start-failure.ts';
import { runCli } from '../harness/cli.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'smarter-dev-serve-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function app() {
  const closed: string[] = [];
  const running: RunningApp = {
    url: 'http://127.0.0.1:3999',
    firstRequest: null,
    close: async () => void closed.push('closed'),
  };
  return { closed, startApp: async () => running };
}

const messages = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).msg);

describe('serve', () => {
  test.each(['', 'serve'])('"%s" starts, greets, and closes when it is asked to stop', async (words) => {
    const { closed, startApp } = app();
    const { code, out, err } = await runCli(words, { context: { startApp }, environment: { DATA_DIR: dataDir } });
    expect(code).toBe(0);
    expect(closed).toEqual(['closed']);
    expect(messages(out)).toEqual(['started', 'stopping', 'stopped']);
    expect(err).toContain('http://127.0.0.1:3999/simulator');
  });

  test('on a terminal the greeting stands between readable lines', async () => {
    const { startApp } = app();
    const { out, err } = await runCli('', {
      context: { startApp },
      environment: { DATA_DIR: dataDir },
      terminal: true,
    });
    expect(err).toBe('');
    expect(out).toContain('started');
    expect(out).toContain('http://127.0.0.1:3999/simulator');
  });

  test('a misspelt variable is a warning in the log and in the greeting', async () => {
    const { startApp } = app();
    const { out, err } = await runCli('', {
      context: { startApp },
      environment: { DATA_DIR: dataDir, DATABSE_URL: 'x' },
    });
    for (const text of [out, err]) expect(text).toContain('DATABSE_URL is not a setting. Did you mean DATABASE_URL?');
  });

  test('what keeps it from starting is one sentence on standard error', async () => {
    const startApp = () => Promise.reject(new StartFailure('Port 3000 is taken.'));
    const { code, err } = await runCli('', { context: { startApp }, environment: { DATA_DIR: dataDir } });
    expect({ code, err }).toEqual({ code: 1, err: 'Port 3000 is taken.\n' });
  });

  test('the generated secret never reaches the log', async () => {
    const { startApp } = app();
    let secret = '';
    const { out } = await runCli('', {
      environment: { DATA_DIR: dataDir },
      context: {
        startApp: async (_config, log) => {
          secret = (await Bun.file(join(dataDir, 'session-secret')).text()).trim();
          log.info(`it is ${secret}`);
          return startApp();
        },
      },
    });
    expect(secret.length).toBeGreaterThan(32);
    expect(out).toContain('it is [redacted]');
  });

  test('asked to stop while it starts, it closes what has started by then', async () => {
    const { closed, startApp } = app();
    const { code, out } = await runCli('', {
      context: { startApp: () => Bun.sleep(300).then(startApp) },
      environment: { DATA_DIR: dataDir },
    });
    expect(code).toBe(0);
    expect(closed).toEqual(['closed']);
    expect(messages(out)).toEqual(['stopping', 'stopped']);
  });

  test('… and does not wait longer than for anything else', async () => {
    const { code, out } = await runCli('', {
      context: { startApp: () => new Promise<RunningApp>(() => {}) },
      environment: { DATA_DIR: dataDir },
    });
    expect(code).toBe(1);
    expect(messages(out)).toEqual(['stopping', 'not everything had stopped after 10 s']);
  }, 15_000);

  test('an error that nobody caught is logged; a fatal one ends the program with 1', async () => {
    const { closed, startApp } = app();
    const { code, out } = await runCli('', {
      context: { startApp },
      environment: { DATA_DIR: dataDir },
      untilStopped: () => new Promise(() => {}),
      onBug: (report) => {
        report(new Error('stray rejection'), false);
        report(new Error('broken state'), true);
      },
    });
    expect(code).toBe(1);
    expect(closed).toEqual(['closed']);
    expect(out).toContain('stray rejection');
    expect(out).toContain('broken state');
  });
});
