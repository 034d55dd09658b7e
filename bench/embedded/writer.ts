import { openEconomy } from './economy.ts';

/** Transfers without end by 32 callers, and prints each key once it was acknowledged; made to be killed. */
const [dataDir = '', run = ''] = process.argv.slice(2);
const MEMBERS = 200;
const CALLERS = 32;

const { transfer } = await openEconomy(dataDir);
let count = 0;

async function caller(): Promise<never> {
  for (;;) {
    count += 1;
    const [giver, key] = [count % MEMBERS, `${run}-${count}`];
    await transfer(giver, (giver + 1 + (count % (MEMBERS - 1))) % MEMBERS, key);
    process.stdout.write(`${key}\n`);
  }
}

process.stdout.write('ready\n');
await Promise.all(Array.from({ length: CALLERS }, caller));
