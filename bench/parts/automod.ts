import { createEngine, type GuildRules } from '../../src/features/automod/engine/index.ts';
import type { Happening } from '../../src/features/automod/rules.ts';
import { firstLooks, hostile, hostileOnRegExp } from '../automod/hostile.ts';
import { joins, MEMBERS, messageRules, messages, nameRules, onRegExp, ordinaryNames } from '../automod/workload.ts';
import type { Part } from '../part.ts';
import { figure, ms, perSecond, type Row, times } from '../report/rows.ts';
import { type Contender, interleave, middle, percentile, ratio, type Samples } from '../rounds.ts';

const POOL = 60_000;
const NAMES = 5_000;
const MEGABYTE = 1_048_576;
const MEMORY_GOAL = 25;
const STALL_GOAL = 50;

/** The rules' engine by itself: no Discord, no database. */
export const automod: Part = {
  name: 'automod',
  about: 'messages judged a second by 10 and 20 rules, names by patterns, memory, hostile patterns',
  async measure({ settings, tell }) {
    const pool = messages(POOL);
    const names = joins(ordinaryNames(NAMES));
    const contenders = [
      contender('10 rules', messageRules(10), pool),
      contender('20 rules', messageRules(20), pool),
      contender('names', nameRules(10), names),
      contender('names on RegExp', onRegExp(nameRules(10)), names),
    ];
    const samples = await interleave(contenders, settings, tell);
    return {
      title: 'Auto-moderation',
      method: `The engine alone on one core: messages of 200 letters by ${figure(MEMBERS)} members, similarity on; names by 10 rules of 5 patterns each.`,
      rows: [
        throughput(samples, '10 rules', 80_000),
        throughput(samples, '20 rules', 50_000),
        namesRow(samples),
        memoryRow(pool),
        ...firstLookRows(),
        stallRow(settings.rounds),
      ],
    };
  },
};

/** Judges the pool again and again, time going on. */
function contender(name: string, guild: GuildRules, pool: readonly Happening[]): Contender {
  const engine = createEngine();
  const length = (pool.at(-1)?.at ?? 0) - (pool[0]?.at ?? 0) + 5;
  let lap = 0;
  return {
    name,
    async turn(seconds) {
      const took: number[] = [];
      let judged = 0;
      const start = performance.now();
      for (const end = start + seconds * 1_000; performance.now() < end; lap += 1) {
        for (const happening of pool) {
          const before = performance.now();
          engine.evaluate(guild, { ...happening, at: happening.at + lap * length });
          judged += 1;
          if (judged % 7 === 0) took.push(performance.now() - before);
        }
      }
      const rate = (1_000 * judged) / (performance.now() - start);
      return { rate, p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
    },
  };
}

function throughput(samples: Samples, name: string, goal: number): Row {
  const [rate, p99] = [middle(samples, name, 'rate'), middle(samples, name, 'p99')];
  return {
    work: `a message judged by ${name}`,
    reached: `${perSecond(rate)}, p99 ${ms(p99)}`,
    goal: `≥ ${perSecond(goal)}, p99 < 0.1 ms`,
    holds: rate >= goal && p99 < 0.1,
  };
}

function namesRow(samples: Samples): Row {
  return {
    work: 'a name judged by 50 patterns in 10 rules',
    baseline: `plain RegExp ${perSecond(middle(samples, 'names on RegExp', 'rate'))}`,
    reached: `${perSecond(middle(samples, 'names', 'rate'))}, ${times(ratio(samples, 'names', 'names on RegExp'))}`,
    goal: 'told, not asked',
    holds: null,
    detail: `p99 ${ms(middle(samples, 'names', 'p99'))}`,
  };
}

function memoryRow(pool: readonly Happening[]): Row {
  const engine = createEngine();
  const guild = messageRules(10);
  const before = heap();
  for (const happening of pool) engine.evaluate(guild, happening);
  const grown = (heap() - before) / MEGABYTE;
  const { bytes, members } = engine.figures();
  return {
    work: 'memory of one guild’s engine',
    reached: `${figure(grown)} MB with ${figure(members)} active members`,
    goal: `≤ ${MEMORY_GOAL} MB`,
    holds: grown <= MEMORY_GOAL && members === MEMBERS,
    detail: `counts ${figure(bytes / MEGABYTE)} MB itself`,
  };
}

function heap(): number {
  Bun.gc(true);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function firstLookRows(): Row[] {
  const looks = firstLooks();
  const row = (work: string, worst: number): Row => ({
    work,
    reached: `worst ${ms(worst)}`,
    goal: '≤ 1 ms',
    holds: worst <= 1,
    detail: 'the best of five looks at each name, the worst of all names',
  });
  return [
    row('one rule’s first look at a name, five ordinary patterns', looks.ordinary),
    row('one rule’s first look at a name, the largest hostile rules', looks.hostile),
  ];
}

function stallRow(rounds: number): Row {
  const ours = hostile(20 * rounds);
  const plain = hostileOnRegExp();
  return {
    work: `event loop kept by a name, ${figure(ours.patterns)} hostile patterns in five guilds`,
    baseline: `plain RegExp ${ms(plain.worst)} with ${plain.patterns} patterns`,
    reached: `worst ${ms(ours.worst)}`,
    goal: `≤ ${STALL_GOAL} ms`,
    holds: ours.worst <= STALL_GOAL,
  };
}
