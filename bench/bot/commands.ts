import { assemble } from '../../src/app/inside.ts';
import { openOutside } from '../../src/app/outside.ts';
import { createAssets } from '../../src/platform/assets.ts';
import { loadConfig } from '../../src/platform/config/config.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { percentile } from '../rounds.ts';

/**
 * The whole product in this process, with the simulated Discord; members use slash commands, and what is timed is from the click to the
 * bot's message. `one` prints { p50, p99 } of commands one after the other; `crowd` of so many members at once, so many times.
 * Settings come from the environment.
 */
const [mode = 'one', size = '1', times = '1000'] = process.argv.slice(2);
const WARM_UP = 200;
const PATIENCE = 20_000;
let unanswered = 0;

const loaded = loadConfig(process.env, {
  readFile: (path) => {
    throw Object.assign(new Error(path), { code: 'ENOENT' });
  },
});
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const log = createLog({ level: 'warn', format: 'json', stream: { write: (line) => void process.stderr.write(line) } });
const outside = await openOutside(loaded.config, log, createAssets());
await assemble(outside, null, 'bench');
if (!outside.simulator) throw new Error('there is no simulated Discord');

const people = join(outside.simulator, Math.max(50, Number(size)));
const latencies = mode === 'one' ? await oneByOne(outside.simulator) : await crowds(outside.simulator);
const share = (part: number) => percentile(latencies, part);
console.log(
  JSON.stringify({
    p50: share(0.5),
    p99: share(0.99),
    worst: Math.max(...latencies),
    count: latencies.length,
    unanswered,
  }),
);
process.exit(0);

/** New members, who have bytes of their own. */
function join({ actors }: Simulator, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const member = actors.join({ username: `bench${n}-${process.pid}`, accountAgeDays: 100 });
    if ('refused' in member) throw new Error(member.refused);
    return member.user.id;
  });
}

async function oneByOne(simulator: Simulator): Promise<number[]> {
  const measured: number[] = [];
  for (let n = 0; n < Number(times) + WARM_UP; n += 1) {
    const [time] = await use(simulator, [n]);
    if (n >= WARM_UP && time !== undefined) measured.push(time);
  }
  return measured;
}

async function crowds(simulator: Simulator): Promise<number[]> {
  const everyone = Array.from({ length: Number(size) }, (_, n) => n);
  await use(simulator, everyone.slice(0, WARM_UP));
  const measured: number[] = [];
  for (let time = 0; time < Number(times); time += 1) measured.push(...(await use(simulator, everyone)));
  return measured;
}

/** Everyone's next command at the same moment. @returns the milliseconds until each was answered */
function use(simulator: Simulator, numbers: readonly number[]): Promise<number[]> {
  const open = new Map<unknown, number>();
  const answered: number[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  const late = setTimeout(() => reject(new Error(`${open.size} of ${numbers.length} were not answered`)), PATIENCE);
  const stop = simulator.interactions.onEvent(({ interaction, kind }) => {
    const asked = open.get(interaction);
    if (asked === undefined) return;
    if (kind === 'failed') unanswered += 1;
    answered.push(performance.now() - asked);
    open.delete(interaction);
    if (answered.length === numbers.length) resolve(answered);
  });
  for (const n of numbers) {
    const asked = performance.now();
    const interaction = simulator.actors.command({ as: person(n), channel: 'bot', ...command(n) });
    if ('refused' in interaction) throw new Error(interaction.refused);
    open.set(interaction, asked);
  }
  return promise.finally(() => {
    clearTimeout(late);
    stop();
  });
}

function person(n: number): string {
  return people[n % people.length] ?? '';
}

/** What members do: look at their balance, send a byte, look at the leaderboard. */
function command(n: number) {
  if (n % 3 === 0) return { name: 'bytes balance' };
  if (n % 3 === 1) return { name: 'bytes send', options: { user: person(n + 1), amount: '1' } };
  return { name: 'bytes leaderboard' };
}
