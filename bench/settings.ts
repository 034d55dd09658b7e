/** How long and how large; smaller figures make a quick run whose results mean little. */
export interface Settings {
  /** Where scratch and bench databases are made. */
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** Accounts in the big database; the ledger has five times as many rows. */
  readonly members: number;
  /** How often each contender has its turn. */
  readonly rounds: number;
  /** How long one turn takes. */
  readonly seconds: number;
  /** How often the embedded database is killed. */
  readonly kills: number;
  /** How long the soak takes. */
  readonly minutes: number;
}

export const SETTINGS: readonly (readonly [variable: string, about: string])[] = [
  ['BENCH_POSTGRES_URL', 'server on which databases are made (postgres://root@127.0.0.1:5432/postgres)'],
  ['BENCH_REDIS_URL', 'Redis for the bot under load (redis://127.0.0.1:6379)'],
  ['BENCH_MEMBERS', 'accounts; the ledger has five times as many rows (1000000)'],
  ['BENCH_ROUNDS', 'turns of each contender (5)'],
  ['BENCH_SECONDS', 'seconds of one turn (6)'],
  ['BENCH_KILLS', 'how often the embedded database is killed (100)'],
  ['BENCH_MINUTES', 'how long the soak takes (30)'],
];

/** @throws RangeError when a figure is no positive whole number */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const figure = (name: string, otherwise: number): number => {
    const value = Number(environment[name] ?? otherwise);
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name} is no positive whole number`);
    return value;
  };
  return {
    postgresUrl: environment.BENCH_POSTGRES_URL ?? 'postgres://root@127.0.0.1:5432/postgres',
    redisUrl: environment.BENCH_REDIS_URL ?? 'redis://127.0.0.1:6379',
    members: figure('BENCH_MEMBERS', 1_000_000),
    rounds: figure('BENCH_ROUNDS', 5),
    seconds: figure('BENCH_SECONDS', 6),
    kills: figure('BENCH_KILLS', 100),
    minutes: figure('BENCH_MINUTES', 30),
  };
}
