import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCliContext } from '../../src/app/cli-context.ts';
import { type App, startApp } from '../../src/app.ts';
import type { LedgerVerdict } from '../../src/cli/context.ts';
import { loadConfig } from '../../src/platform/config/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { type Control, createControl } from './control.ts';
import { until } from './until.ts';

export interface TestApp extends Control {
  readonly url: string;
  readonly dataDir: string;
  readonly app: App;
  /** Lines of the log, as JSON. */
  readonly log: readonly string[];
  /** Ends it as SIGTERM would; the data stays for a next start in the same folder. */
  stop(): Promise<void>;
  /** Recomputes every balance, once it has stopped. */
  verifyLedger(): Promise<LedgerVerdict>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** The whole product on a free port with an embedded database of its own and the simulated Discord. */
export async function startTestApp(settings: Record<string, string> = {}, dataDir = newFolder()): Promise<TestApp> {
  const loaded = loadConfig({ PORT: '0', DATA_DIR: dataDir, ...settings }, { readFile: nothingThere });
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', stream: { write: (line) => void lines.push(line) } });
  const app = await startApp(loaded, log, 'test');
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= app.close());
  await until(async () => (await botIsOnline(app.url)) || undefined);
  return {
    ...createControl(app.url),
    url: app.url,
    dataDir,
    app,
    log: lines,
    stop,
    verifyLedger: () => createCliContext('test', () => {}).verifyLedger(loaded.config, log),
    async close() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** In memory where the machine has room: databases in it wait for no disk. */
export function newFolder(): string {
  return mkdtempSync(join(hasRoomInMemory() ? MEMORY : tmpdir(), 'smarter-dev-'));
}

const MEMORY = '/dev/shm';
const ROOM = 2 ** 30;

function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

function nothingThere(path: string): never {
  throw Object.assign(new Error(`${path} is not there`), { code: 'ENOENT' });
}

async function botIsOnline(url: string): Promise<boolean> {
  const { dependencies } = (await (await fetch(`${url}/readyz`)).json()) as {
    dependencies: Record<string, { status: string }>;
  };
  return dependencies.discord?.status === 'ok';
}
