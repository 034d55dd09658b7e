import { served } from '../load/contenders.ts';
import { startServer } from '../load/server.ts';
import type { Part } from '../part.ts';
import { figure, ms, perSecond, type Row, times } from '../report/rows.ts';
import { interleave, middle, ratio, type Samples } from '../rounds.ts';
import { seeded } from '../seed/databases.ts';

const SMALL = 2000;
const GOAL = 0.8;
const KINDS = ['transfer', 'stretch', 'history'] as const;

/** The same work on a young and on an old ledger. */
export const growth: Part = {
  name: 'growth',
  about: 'whether work slows down as the ledger grows',
  async measure(bench) {
    const { rounds, seconds, members } = bench.settings;
    const [young, old] = [await seeded(bench, SMALL), await seeded(bench, members)];
    const servers = [await startServer(bench, young.url), await startServer(bench, old.url)] as const;
    const contenders = KINDS.flatMap((kind) => [
      served(bench, servers[0], young, kind, `${kind}, young`),
      served(bench, servers[1], old, kind, `${kind}, old`),
    ]);
    const samples = await interleave(contenders, { rounds, seconds }, bench.tell);
    await Promise.all(servers.map((server) => server.stop()));
    return {
      title: 'Growth',
      method: `The same requests on ${figure(SMALL * 5)} and on ${figure(members * 5)} ledger rows, in turn; ${rounds} rounds of ${seconds} s each.`,
      rows: KINDS.map((kind) => row(samples, kind)),
    };
  },
};

function row(samples: Samples, kind: (typeof KINDS)[number]): Row {
  const [young, old] = [`${kind}, young`, `${kind}, old`];
  const reached = ratio(samples, old, young);
  return {
    work: kind,
    baseline: `young ${perSecond(middle(samples, young, 'rate'))}`,
    reached: `${perSecond(middle(samples, old, 'rate'))}, ${times(reached)}`,
    goal: `≥ ${GOAL} ×`,
    holds: reached >= GOAL,
    detail: `p99 ${ms(middle(samples, young, 'p99'))} → ${ms(middle(samples, old, 'p99'))}`,
  };
}
