import type { Bench } from '../part.ts';
import { cpuOf, cpuOfPostgres } from '../processes/usage.ts';
import type { Contender, Sample } from '../rounds.ts';
import type { Seeded } from '../seed/databases.ts';
import { pgbench } from './pgbench.ts';
import type { Server } from './server.ts';
import { type Kind, type Load, load } from './wrk.ts';

/** A running process that answers HTTP. */
type Target = Pick<Server, 'url' | 'pid' | 'keys'>;

/** Our server under one kind of load. */
export function served(
  bench: Bench,
  { url, pid, keys }: Target,
  { members }: Seeded,
  kind: Kind,
  name = kind as string,
): Contender {
  return { name, turn: (seconds) => measured(bench, { url, keys, kind, members }, pid, seconds) };
}

/** Dailies: each member once a day, so every turn goes on where the one before ended. */
export function servedDailies(bench: Bench, { url, pid, keys }: Target, { members, claimedToday }: Seeded): Contender {
  return {
    name: 'daily',
    async turn(seconds) {
      const first = (await claimedToday()) + IN_FLIGHT;
      return measured(bench, { url, keys, kind: 'daily', members, first }, pid, seconds);
    },
  };
}

/** Claims that an ended load may have left behind, out of order. */
const IN_FLIGHT = 64;

export function baseline(bench: Bench, { url, members }: Seeded, script: 'transfer' | 'hot' | 'board'): Contender {
  return { name: `pgbench ${script}`, turn: (seconds) => pgbench(bench.children, { url, script, members }, seconds) };
}

/** Bare Elysia in the same process. */
export function greeting(bench: Bench, { hello, pid }: Pick<Server, 'hello' | 'pid'>): Contender {
  return {
    name: 'hello',
    turn: (seconds) => measured(bench, { url: hello, kind: 'hello', members: 100 }, pid, seconds),
  };
}

async function measured({ children }: Bench, what: Load, pid: number, seconds: number): Promise<Sample> {
  const [server, postgres] = [cpuOf(pid), cpuOfPostgres()];
  const { requests, rate, p50, p99 } = await load(children, what, seconds);
  return {
    rate,
    p50,
    p99,
    serverCpu: ((cpuOf(pid) - server) * 1e6) / requests,
    postgresCpu: ((cpuOfPostgres() - postgres) * 1e6) / requests,
  };
}
