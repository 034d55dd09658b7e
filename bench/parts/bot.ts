import { production } from '../load/server.ts';
import type { Bench, Part } from '../part.ts';
import { figure, ms, type Row } from '../report/rows.ts';
import { median } from '../rounds.ts';
import { scratch } from '../seed/databases.ts';

/** Milliseconds from the click to the bot's message. */
interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly count: number;
  /** Interactions that Discord gave up on after three seconds. */
  readonly unanswered: number;
}

const ONE = ['one', '1', '1500'];
const CROWD = ['crowd', '100', '10'];
const OVERLOAD = ['crowd', '2000', '1'];
const OVERLOAD_LIMIT = 2500;

/** Slash commands of simulated members, answered by the whole product in one process. */
export const bot: Part = {
  name: 'bot',
  about: 'slash command to reply: one at a time, 100 at once, 2,000 at once',
  async measure(bench) {
    const single = await repeated(bench, ONE, false);
    const crowd = await repeated(bench, CROWD, true);
    const overload = await repeated(bench, OVERLOAD, true);
    return {
      title: 'Bot',
      method:
        'The product with the simulated Discord in one process, over the same gateway and REST that the real one has; balance, send and leaderboard in turn.',
      rows: [
        latency('slash command → reply, one at a time, embedded', single, { p50: 5, p99: 25 }),
        latency('100 members at once, Postgres and Redis', crowd, { p99: 150 }),
        worst('2,000 members at once, first answer or deferral', overload),
      ],
    };
  },
};

/** The middle of so many processes' figures, each with a folder of its own and, where it has Postgres, a database. */
async function repeated(bench: Bench, mode: readonly string[], outsides: boolean): Promise<Measured> {
  const { rounds, postgresUrl, redisUrl } = bench.settings;
  const found: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const database = outsides ? await scratch(postgresUrl) : null;
    const more: Record<string, string> = database ? { DATABASE_URL: database.url, REDIS_URL: redisUrl } : {};
    try {
      const environment = production(bench.newFolder(), more);
      const output = await bench.children.run([process.execPath, 'bench/bot/commands.ts', ...mode], { environment });
      const [json = ''] = output.split('\n').filter((line) => line.startsWith('{"p50"'));
      found.push(JSON.parse(json) as Measured);
      bench.tell(`  ${round + 1}/${rounds} ${mode.join(' ')}: ${json}`);
    } finally {
      await database?.drop();
    }
  }
  const middle = (key: keyof Measured) => median(found.map((one) => one[key]));
  return {
    p50: middle('p50'),
    p99: middle('p99'),
    worst: middle('worst'),
    count: middle('count'),
    unanswered: middle('unanswered'),
  };
}

function latency(work: string, { p50, p99, worst, count }: Measured, goal: { p50?: number; p99: number }): Row {
  const wanted = [goal.p50 ? `p50 < ${goal.p50} ms` : '', `p99 < ${goal.p99} ms`].filter(Boolean).join(', ');
  return {
    work,
    reached: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
    goal: wanted,
    holds: p99 < goal.p99 && p50 < (goal.p50 ?? Number.POSITIVE_INFINITY),
    detail: `worst ${ms(worst)} of ${figure(count)} a round`,
  };
}

function worst(work: string, { p50, worst: last, unanswered }: Measured): Row {
  return {
    work,
    reached: `last after ${ms(last)}`,
    goal: `each < ${figure(OVERLOAD_LIMIT)} ms`,
    holds: last < OVERLOAD_LIMIT && unanswered === 0,
    detail: `p50 ${ms(p50)}, ${unanswered} unanswered`,
  };
}
