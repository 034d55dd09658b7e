import type { Children } from '../processes/children.ts';
import { cpuOfPostgres } from '../processes/usage.ts';
import type { Sample } from '../rounds.ts';

const CLIENTS = 16;
/** Debian keeps it out of the path. */
const PLACES = [
  '/usr/lib/postgresql/18/bin',
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/16/bin',
  '/usr/lib/postgresql/15/bin',
];

/** What the server can do by itself: one of our scripts with prepared statements, 16 clients, no HTTP and no program of ours. */
export async function pgbench(
  children: Children,
  { url, script, members }: { url: string; script: 'transfer' | 'hot' | 'board'; members: number },
  seconds: number,
): Promise<Sample> {
  const program = Bun.which('pgbench', { PATH: `${process.env.PATH}:${PLACES.join(':')}` });
  if (!program) throw new Error('pgbench is not installed');
  const big = Math.floor((members * 3) / 10);
  const sizes = ['-D', `big=${big}`, '-D', `small=${(members - 3 * big) / 10}`];
  const options = ['-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '1', '-T', String(seconds), ...sizes];
  const before = cpuOfPostgres();
  const output = await children.run([program, ...options, '-f', `bench/pgbench/${script}.sql`, url], {}, seconds + 60);
  const used = cpuOfPostgres() - before;
  const rate = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
  const done = Number(/transactions actually processed: (\d+)/.exec(output)?.[1]);
  if (!rate || !done) throw new Error(`pgbench ${script} said nothing useful\n${output}`);
  return { rate, postgresCpu: (used * 1e6) / done };
}
