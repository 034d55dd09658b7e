import { readSample, type Sample, samplesOf } from '../load/samples.ts';
import { address, createKey, PROGRAM, production } from '../load/server.ts';
import { openTraffic, type Tally } from '../load/traffic.ts';
import type { Bench, Part } from '../part.ts';
import { figure, ms, type Row } from '../report/rows.ts';
import { median } from '../rounds.ts';
import { scratch } from '../seed/databases.ts';

/** Between two looks at the process, in milliseconds. */
const LOOK_EVERY = 5_000;
/** Parts of the whole time: what is full after the first is the measure, the last is held against it. */
const SETTLED = 0.2;
const LAST = 0.2;

/** Long enough to see what only grows. */
export const soak: Part = {
  name: 'soak',
  about: 'pages, API and members at a modest rate for BENCH_MINUTES: memory, descriptors, lag, errors',
  byNameOnly: true,
  async measure(bench) {
    const { minutes, postgresUrl, redisUrl } = bench.settings;
    const database = await scratch(postgresUrl);
    try {
      const { samples, tally, errors } = await run(bench, { DATABASE_URL: database.url, REDIS_URL: redisUrl });
      return {
        title: 'Soak',
        method: `The product with the simulated Discord in one process, Postgres and Redis, for ${minutes} minutes: about 20 requests a second of pages and API, three commands and messages a second. Medians of the second fifth of the time, held against those of the last.`,
        rows: rows(samples, tally, errors),
      };
    } finally {
      await database.drop();
    }
  },
};

async function run({ children, newFolder, settings, tell }: Bench, outsides: Record<string, string>) {
  const environment = production(newFolder(), outsides);
  const key = await createKey(children, environment);
  const child = children.start(PROGRAM, { environment });
  const traffic = await openTraffic(await address(child), key);
  const samples: Sample[] = [];
  const until = performance.now() + settings.minutes * 60_000;
  while (performance.now() < until) {
    await Bun.sleep(LOOK_EVERY);
    const sample = await readSample(child.pid, traffic.url);
    samples.push(sample);
    if (samples.length % 12 === 0) tell(`  ${JSON.stringify({ ...sample, ...traffic.tally })}`);
  }
  const tally = await traffic.end();
  await child.stop();
  const errors = child.output().match(/"level":"(?:error|fatal)"/g)?.length ?? 0;
  if (errors > 0)
    tell(
      child
        .output()
        .split('\n')
        .filter((line) => /"level":"(?:error|fatal)"/.test(line))
        .slice(0, 5)
        .join('\n'),
    );
  return { samples, tally, errors };
}

function rows(samples: readonly Sample[], { asked, failed, worst }: Tally, errors: number): Row[] {
  const { settled, last } = samplesOf(samples, SETTLED, LAST);
  const middle = (part: readonly Sample[], key: keyof Sample) => median(part.map((sample) => sample[key]));
  const [before, after] = [middle(settled, 'megabytes'), middle(last, 'megabytes')];
  const [opened, open] = [middle(settled, 'descriptors'), middle(last, 'descriptors')];
  const growth = (after / before - 1) * 100;
  return [
    {
      work: 'memory',
      reached: `${figure(before)} → ${figure(after)} MB, ${growth.toFixed(1)} %`,
      goal: '< 5 %',
      holds: growth < 5,
      detail: `highest ${figure(Math.max(...samples.map(({ megabytes }) => megabytes)))} MB`,
    },
    {
      work: 'open descriptors',
      reached: `${figure(opened)} → ${figure(open)}`,
      goal: 'flat',
      holds: open <= opened + 5,
    },
    {
      work: 'event loop, lag p99 of five seconds',
      reached: `middle ${ms(middle(samples, 'lag'))}, worst ${ms(Math.max(...samples.map(({ lag }) => lag)))}`,
      goal: 'told, not asked',
      holds: null,
    },
    {
      work: 'requests and deeds',
      reached: `${figure(asked)}, ${failed} failed`,
      goal: 'none fails',
      holds: failed === 0,
      detail: `slowest ${ms(worst)}`,
    },
    { work: 'errors in the log', reached: String(errors), goal: 'none', holds: errors === 0 },
  ];
}
