import { median, percentile } from '../rounds.ts';
import { type OpenEconomy, openEconomy } from './economy.ts';

/** Transfers on the embedded database of a folder, by 1, 128… callers in turn; prints the middle of the rounds for each. */
const [dataDir = '', seconds = '1', rounds = '1', ...callers] = process.argv.slice(2);
const MEMBERS = 2000;
/** Seconds until WebAssembly is compiled as far as it will be. */
const WARM = 8;

const economy = await openEconomy(dataDir);
for (let member = 0; member < MEMBERS; member += 2) await economy.transfer(member, member + 1, crypto.randomUUID());

const turns = new Map(callers.map((count) => [count, [] as Turn[]]));
for (const count of turns.keys()) await turn(economy, Number(count), WARM);
for (let round = 0; round < Number(rounds); round += 1)
  for (const [count, done] of turns) done.push(await turn(economy, Number(count), Number(seconds)));
console.log(JSON.stringify([...turns].map(([count, done]) => ({ callers: Number(count), ...middleOf(done) }))));
await economy.close();

interface Turn {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

async function turn({ transfer }: OpenEconomy, count: number, length: number): Promise<Turn> {
  const latencies: number[] = [];
  const used = process.cpuUsage();
  const start = performance.now();
  const ends = start + length * 1000;
  const caller = async () => {
    while (performance.now() < ends) {
      const giver = Math.floor(Math.random() * MEMBERS);
      const asked = performance.now();
      await transfer(giver, (giver + 1 + Math.floor(Math.random() * (MEMBERS - 1))) % MEMBERS, crypto.randomUUID());
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: count }, caller));
  const { user, system } = process.cpuUsage(used);
  return {
    rate: latencies.length / ((performance.now() - start) / 1000),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpu: (user + system) / latencies.length,
  };
}

function middleOf(done: readonly Turn[]): Turn {
  const middle = (key: keyof Turn) => median(done.map((one) => one[key]));
  return { rate: middle('rate'), p50: middle('p50'), p99: middle('p99'), cpu: middle('cpu') };
}
