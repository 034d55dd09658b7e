import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Part } from '../part.ts';
import type { Child } from '../processes/children.ts';
import { figure } from '../report/rows.ts';

interface Found {
  readonly acknowledged: number;
  readonly missing: number;
  /** Whether every balance is the sum of its rows. */
  readonly ok: boolean;
}

const LONGEST_LIFE = 400;
const PATIENCE = 30_000;

/** Ends a writing process without warning again and again, and looks for what it had acknowledged. */
export const kills: Part = {
  name: 'kills',
  about: 'kills the embedded database while it writes, and looks for lost transfers',
  async measure(bench) {
    const { acknowledged, missing, ok } = await killAndLook(bench, bench.newFolder());
    return {
      title: 'Kills',
      method:
        'A process with 32 callers on one embedded database is ended by SIGKILL at a random moment; the same folder is opened anew each time.',
      rows: [
        {
          work: `transfers acknowledged before ${bench.settings.kills} kills`,
          reached: `${missing} of ${figure(acknowledged)} lost, ledger ${ok ? 'right' : 'wrong'}`,
          goal: '0 lost',
          holds: missing === 0 && ok,
        },
      ],
    };
  },
};

async function killAndLook(bench: Bench, dataDir: string): Promise<Found> {
  const keys: string[] = [];
  for (let kill = 0; kill < bench.settings.kills; kill += 1) {
    const writer = bench.children.start([process.execPath, 'bench/embedded/writer.ts', dataDir, String(kill)]);
    await untilReady(writer);
    await Bun.sleep(Math.random() * LONGEST_LIFE);
    await writer.kill();
    keys.push(...acknowledgedIn(writer.output()));
    if (kill % 10 === 9) bench.tell(`  ${kill + 1} kills, ${keys.length} acknowledged`);
  }
  const list = join(dataDir, 'acknowledged');
  writeFileSync(list, keys.join('\n'));
  return JSON.parse(await bench.children.run([process.execPath, 'bench/embedded/missing.ts', dataDir, list])) as Found;
}

async function untilReady(writer: Child): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!writer.output().includes('ready\n')) {
    if (performance.now() > deadline) throw new Error(`the writer did not start\n${writer.output()}`);
    await Bun.sleep(5);
  }
}

/** Whole lines only: the last one may have been cut off. */
function acknowledgedIn(output: string): string[] {
  return output
    .split('\n')
    .slice(0, -1)
    .filter((line) => /^\d+-\d+$/.test(line));
}
