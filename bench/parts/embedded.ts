import type { Bench, Part } from '../part.ts';
import { figure, ms, perSecond, type Row } from '../report/rows.ts';

interface Measured {
  readonly callers: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of CPU per transfer, database included: it is one process. */
  readonly cpu: number;
}

const GROUP = 128;

/** Transfers through the product's own service on the embedded database, every commit on the disk. */
export const embedded: Part = {
  name: 'embedded',
  about: 'transfers on the embedded database, with fsync: one at a time and in groups',
  async measure(bench) {
    const [single, grouped] = await run(bench);
    return {
      title: 'Embedded database',
      method: `The economy's own service on PGlite in a process of its own, 2,000 members, fsync on; one caller, then ${GROUP} at once.`,
      rows: [row('transfers, one at a time', single, 1500), row(`transfers, ${GROUP} callers`, grouped, 5000)],
    };
  },
};

async function run({ children, settings, newFolder }: Bench): Promise<[Measured, Measured]> {
  const turns = [String(settings.seconds), String(settings.rounds)];
  const command = [process.execPath, 'bench/embedded/transfers.ts', newFolder(), ...turns, '1', String(GROUP)];
  const output = await children.run(command, { environment: { NODE_ENV: 'production' } });
  return JSON.parse(output) as [Measured, Measured];
}

function row(work: string, { rate, p50, p99, cpu }: Measured, goal: number): Row {
  return {
    work,
    reached: perSecond(rate),
    goal: `≥ ${figure(goal)}/s`,
    holds: rate >= goal,
    detail: `p50 ${ms(p50)}, p99 ${ms(p99)}, ${figure(cpu)} µs CPU`,
  };
}
