import { existsSync } from 'node:fs';

const DEADLINE = 3000;

/** Something that tests need and a machine may lack. */
export interface Outside {
  readonly name: string;
  /** The variable that tells the tests where it is; empty tells them that it is not there. */
  readonly variable: 'TEST_POSTGRES_URL' | 'TEST_REDIS_URL' | 'TEST_CHROMIUM';
  /** How to get it. */
  readonly hint: string;
  /** Where it answers; undefined when it does not. */
  readonly find: (given: string | undefined) => Promise<string | undefined>;
}

interface Found {
  readonly environment: Record<string, string>;
  readonly missing: readonly Outside[];
}

/** The shell first: the same engine without a browser's own interface, which costs as much again. */
const CHROMIUM_NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const CHROMIUM_ON_MACOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const outsides: readonly Outside[] = [
  {
    name: 'Postgres',
    variable: 'TEST_POSTGRES_URL',
    hint: 'docker compose up -d, or set TEST_POSTGRES_URL to a server where databases may be created',
    find: (given) =>
      first(
        given,
        ['postgres://postgres@127.0.0.1:5432/postgres', 'postgres://postgres:postgres@127.0.0.1:5432/postgres'],
        mayCreateDatabases,
      ),
  },
  {
    name: 'Redis',
    variable: 'TEST_REDIS_URL',
    hint: 'docker compose up -d, or set TEST_REDIS_URL',
    find: (given) => first(given, ['redis://127.0.0.1:6379'], answersPing),
  },
  {
    name: 'Chromium',
    variable: 'TEST_CHROMIUM',
    hint: 'install Chromium or Chrome, or set TEST_CHROMIUM to its path',
    find: async (given) => chromium(given),
  },
];

/** Looks for every outside at once. */
export async function findOutsides(variables: Readonly<Record<string, string | undefined>>): Promise<Found> {
  const found = await Promise.all(
    outsides.map(async (outside) => ({ outside, place: await outside.find(variables[outside.variable]) })),
  );
  return {
    environment: Object.fromEntries(found.map(({ outside, place }) => [outside.variable, place ?? ''])),
    missing: found.filter(({ place }) => place === undefined).map(({ outside }) => outside),
  };
}

type Probe = (url: string) => Promise<boolean>;

async function first(given: string | undefined, usual: readonly string[], probe: Probe): Promise<string | undefined> {
  for (const url of given ? [given] : usual) {
    if (await inTime(probe(url))) return url;
  }
  return undefined;
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  const lapse = Bun.sleep(DEADLINE).then(() => false);
  return Promise.race([answer.catch(() => false), lapse]);
}

async function mayCreateDatabases(url: string): Promise<boolean> {
  const sql = new Bun.SQL(url, { max: 1, connectionTimeout: DEADLINE / 1000 });
  try {
    const [row] = await sql`SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user`;
    return row?.may === true;
  } finally {
    await sql.close();
  }
}

async function answersPing(url: string): Promise<boolean> {
  const redis = new Bun.RedisClient(url, { connectionTimeout: DEADLINE, autoReconnect: false });
  try {
    return (await redis.send('PING', [])) === 'PONG';
  } finally {
    redis.close();
  }
}

function chromium(given: string | undefined): string | undefined {
  if (given) return existsSync(given) ? given : undefined;
  const [onPath] = CHROMIUM_NAMES.map((name) => Bun.which(name)).filter((path) => path !== null);
  return onPath ?? (existsSync(CHROMIUM_ON_MACOS) ? CHROMIUM_ON_MACOS : undefined);
}
