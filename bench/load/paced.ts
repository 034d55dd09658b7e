import { percentile } from '../rounds.ts';

/** Starts requests at a fixed rate, whether or not earlier ones have been answered, and prints the latencies it saw, from when each was due. */
const [url = '', keyList = '', members = '0', rate = '0', seconds = '0'] = process.argv.slice(2);
const keys = keyList.split(',');
const big = Math.floor((Number(members) * 3) / 10);
const run = crypto.randomUUID();
const latencies: number[] = [];
let refused = 0;

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

async function transfer(count: number, due: number): Promise<void> {
  const guild = random(3);
  const giver = random(big);
  const receiver = (giver + 1 + random(big - 1)) % big;
  const member = (n: number) => `1000000000${String(guild * big + n).padStart(8, '0')}`;
  const response = await fetch(`${url}/api/guilds/20000000000000000${guild}/bytes/transactions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${keys[count % keys.length]}`,
      'content-type': 'application/json',
      'idempotency-key': `${run}-${count}`,
    },
    body: JSON.stringify({ giver_id: member(giver), receiver_id: member(receiver), amount: 1, reason: 'bench' }),
  });
  await response.arrayBuffer();
  if (!response.ok) refused += 1;
  latencies.push(performance.now() - due);
}

const total = Math.floor(Number(rate) * Number(seconds));
const gap = 1000 / Number(rate);
const start = performance.now();
const open: Promise<void>[] = [];
for (let count = 0; count < total; ) {
  const due = start + count * gap;
  if (performance.now() < due) {
    await Bun.sleep(1);
    continue;
  }
  open.push(transfer(count, due));
  count += 1;
}
await Promise.all(open);
const rateReached = total / ((performance.now() - start) / 1000);
console.log(
  JSON.stringify({ rate: rateReached, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), refused }),
);
