import { baseline, greeting, served, servedDailies } from '../load/contenders.ts';
import { type Server, startServer } from '../load/server.ts';
import type { Bench, Part } from '../part.ts';
import { figure, ms, perSecond, type Row, times } from '../report/rows.ts';
import { interleave, median, middle, ratio, type Samples } from '../rounds.ts';
import { type Seeded, seeded } from '../seed/databases.ts';

/** Every economy row of the targets, over HTTP with a key, each in turn with its baseline. */
export const economy: Part = {
  name: 'economy',
  about: 'transfers, dailies, balances and leaderboards over HTTP on Postgres',
  async measure(bench) {
    const data = await seeded(bench, bench.settings.members);
    const server = await startServer(bench, data.url);
    const { rounds, seconds, members } = bench.settings;
    const samples = await interleave(
      [
        baseline(bench, data, 'transfer'),
        served(bench, server, data, 'transfer'),
        baseline(bench, data, 'hot'),
        served(bench, server, data, 'hot'),
        servedDailies(bench, server, data),
        greeting(bench, server),
        served(bench, server, data, 'balance'),
        served(bench, server, data, 'cached'),
        baseline(bench, data, 'board'),
        served(bench, server, data, 'board'),
      ],
      { rounds, seconds },
      bench.tell,
    );
    const half = await atHalfLoad(bench, server, data, middle(samples, 'transfer', 'rate') / 2);
    await server.stop();
    return {
      title: 'Economy on Postgres',
      method: `${figure(members)} balances, over ${figure(members * 5)} ledger rows, 32 connections, Bearer key; ${rounds} rounds of ${seconds} s each. CPU is that of our process / of all Postgres processes per request.`,
      rows: [...ratios(samples), half],
    };
  },
};

interface Comparison {
  readonly work: string;
  readonly ours: string;
  readonly baseline: string;
  readonly goal: number;
  /** Microseconds of our CPU at most. */
  readonly cpu?: number;
}

const COMPARISONS: readonly Comparison[] = [
  { work: 'transfer, random members', ours: 'transfer', baseline: 'pgbench transfer', goal: 0.9, cpu: 100 },
  { work: 'transfer, all to one member', ours: 'hot', baseline: 'pgbench hot', goal: 4 },
  { work: 'daily claim', ours: 'daily', baseline: 'transfer', goal: 2 },
  { work: 'balance of a member', ours: 'balance', baseline: 'hello', goal: 0.2 },
  { work: 'leaderboard, uncached', ours: 'board', baseline: 'pgbench board', goal: 0.5 },
  { work: 'leaderboard, cached', ours: 'cached', baseline: 'hello', goal: 0.5 },
];

function ratios(samples: Samples): Row[] {
  return COMPARISONS.map(({ work, ours, baseline: other, goal, cpu }) => {
    const of = (key: Parameters<typeof middle>[2]) => middle(samples, ours, key);
    const reached = ratio(samples, ours, other);
    return {
      work,
      baseline: `${other} ${perSecond(middle(samples, other, 'rate'))}`,
      reached: `${perSecond(of('rate'))}, ${times(reached)}`,
      goal: `≥ ${goal} ×${cpu ? `, CPU ≤ ${cpu} µs` : ''}`,
      holds: reached >= goal && of('serverCpu') <= (cpu ?? Number.POSITIVE_INFINITY),
      detail: `p50 ${ms(of('p50'))}, p99 ${ms(of('p99'))}, CPU ${figure(of('serverCpu'))} / ${figure(of('postgresCpu'))} µs`,
    };
  });
}

const HALF_LOAD_LIMIT = 15;

/** Each round's own figures, and the middle of them: one checkpoint or vacuum in ten seconds would otherwise decide. */
async function atHalfLoad({ children, settings }: Bench, server: Server, data: Seeded, rate: number): Promise<Row> {
  const pace = [server.url, server.keys.join(','), String(data.members), rate.toFixed(0), String(settings.seconds * 2)];
  const samples: Paced[] = [];
  for (let round = 0; round < settings.rounds; round += 1) {
    const sample: Paced = JSON.parse(await children.run([process.execPath, 'bench/load/paced.ts', ...pace]));
    if (sample.refused > 0) throw new Error(`at half load ${sample.refused} transfers were refused`);
    samples.push(sample);
  }
  const of = (figure: keyof Paced) => median(samples.map((sample) => sample[figure]));
  return {
    work: 'transfer at half of the highest load',
    baseline: `${perSecond(of('rate'))}, begun at a fixed pace`,
    reached: `p99 ${ms(of('p99'))}`,
    goal: `p99 < ${HALF_LOAD_LIMIT} ms`,
    holds: of('p99') < HALF_LOAD_LIMIT,
    detail: `p50 ${ms(of('p50'))}, p99 of the rounds ${samples.map(({ p99 }) => figure(p99)).join(', ')} ms`,
  };
}

type Paced = Record<'rate' | 'p50' | 'p99' | 'refused', number>;
