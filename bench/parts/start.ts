import { statSync } from 'node:fs';
import { join } from 'node:path';
import { production } from '../load/server.ts';
import type { Bench, Part } from '../part.ts';
import { residentOf } from '../processes/usage.ts';
import { figure, ms, type Row } from '../report/rows.ts';
import { median } from '../rounds.ts';
import { scratch } from '../seed/databases.ts';

interface Started {
  /** Milliseconds from the spawn to the first 200 of `/healthz`, and to that of `/readyz`. */
  readonly alive: number;
  readonly ready: number;
  /** Megabytes, a while after. */
  readonly resident: number;
}

const IDLE = 5000;
const PATIENCE = 30_000;
const LOWEST_PORT = 20_000;
const PORTS = 12_000;

/** The executable, as people start it. */
export const start: Part = {
  name: 'start',
  about: 'the executable: size, empty folder to ready, second start, memory when idle',
  async measure(bench) {
    const executable = join(bench.newFolder(), 'smarter-dev');
    const database = await scratch(bench.settings.postgresUrl);
    try {
      await bench.children.run([process.execPath, 'scripts/build.ts', '--outfile', executable]);
      return {
        title: 'Start and size',
        method: `The executable from \`bun run build\`, simulated Discord, asked every millisecond; medians of ${bench.settings.rounds} starts; memory ${IDLE / 1000} s after.`,
        rows: await rows(bench, executable, database.url),
      };
    } finally {
      await database.drop();
    }
  },
};

async function rows(bench: Bench, executable: string, databaseUrl: string): Promise<Row[]> {
  const [first, second, postgres]: [Started[], Started[], Started[]] = [[], [], []];
  const dataDir = bench.newFolder();
  await begin(bench, executable, production(dataDir, { DATABASE_URL: databaseUrl }));
  for (let round = 0; round < bench.settings.rounds; round += 1) {
    const empty = bench.newFolder();
    first.push(await begin(bench, executable, production(empty)));
    second.push(await begin(bench, executable, production(empty)));
    postgres.push(await begin(bench, executable, production(dataDir, { DATABASE_URL: databaseUrl })));
  }
  const megabytes = statSync(executable).size / 1e6;
  const middle = (starts: readonly Started[], key: keyof Started) => median(starts.map((one) => one[key]));
  return [
    time('empty folder → ready', middle(first, 'ready'), 3000),
    time('second start → ready', middle(second, 'ready'), 1000),
    time('with Postgres → first 200', middle(postgres, 'alive'), 200, `ready after ${ms(middle(postgres, 'ready'))}`),
    size(
      'idle memory, embedded',
      middle(second, 'resident'),
      280,
      `${figure(middle(first, 'resident'))} MB after a first start`,
    ),
    size('idle memory, Postgres', middle(postgres, 'resident'), 140),
    size('executable', megabytes, 140),
  ];
}

async function begin(bench: Bench, executable: string, settings: Record<string, string>): Promise<Started> {
  const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
  const url = `http://127.0.0.1:${port}`;
  const spawnedAt = performance.now();
  const child = bench.children.start([executable], { environment: { ...settings, PORT: String(port) } });
  try {
    await answers(`${url}/healthz`, child.output);
    const alive = performance.now() - spawnedAt;
    await answers(`${url}/readyz`, child.output);
    const ready = performance.now() - spawnedAt;
    await Bun.sleep(IDLE);
    return { alive, ready, resident: residentOf(child.pid) };
  } finally {
    await child.stop();
  }
}

/** Asks until it says 200. */
async function answers(url: string, output: () => string): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    const response = await fetch(url).catch(() => null);
    await response?.arrayBuffer();
    if (response?.status === 200) return;
    await Bun.sleep(1);
  }
  throw new Error(`${url} did not answer with 200\n${output()}`);
}

function time(work: string, reached: number, goal: number, detail = ''): Row {
  return { work, reached: ms(reached), goal: `≤ ${figure(goal)} ms`, holds: reached <= goal, detail };
}

function size(work: string, reached: number, goal: number, detail = ''): Row {
  return { work, reached: `${figure(reached)} MB`, goal: `≤ ${goal} MB`, holds: reached <= goal, detail };
}
