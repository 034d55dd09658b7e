import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCliContext } from '../../src/app/cli-context.ts';
import type { DatabaseFacts } from '../../src/cli/context.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { createLog } from '../../src/platform/log.ts';
import { StartFailure } from '../../src/shared/start-failure.ts';
import { runCli } from '../harness/cli.ts';
import { hasPostgres, POSTGRES_URL } from '../harness/database.ts';
import { hasRedis, REDIS_URL } from '../harness/redis.ts';
import { settings } from '../harness/settings.ts';

const TOKEN = 'canary.canary.canary';
const SITE = 'https://127.0.0.1:1';
const ALL_INTENTS = (1 << 15) | (1 << 19);

const HEALTHY = { version: 17, encoding: 'UTF8', freeConnections: 90, mayCreate: true, readOnly: false };

let dataDir: string;
const servers: ReturnType<typeof Bun.serve>[] = [];
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'smarter-dev-doctor-')), 'data');
});
afterEach(() => {
  for (const server of servers.splice(0)) server.stop(true);
  rmSync(join(dataDir, '..'), { recursive: true });
});

function serve(fetch: (path: string, request: Request) => Response): string {
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => fetch(new URL(request.url).pathname, request),
  });
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
}

interface Known {
  flags?: number;
  skew?: number;
  application?: object;
  logins?: number;
  /** Other answers, by path. */
  more?: Record<string, () => Response>;
}

/** What the doctor asks Discord for. */
function discord({ flags = ALL_INTENTS, skew = 0, application = {}, logins = 990, more = {} }: Known = {}): string {
  const headers = { date: new Date(Date.now() - skew).toUTCString() };
  const answers: Record<string, () => Response> = {
    '/gateway/bot': () => Response.json({ shards: 2, session_start_limit: { remaining: logins } }, { headers }),
    '/applications/@me': () =>
      Response.json(
        { id: '100000000000000001', name: 'Bytes', flags, redirect_uris: [`${SITE}/auth/callback`], ...application },
        { headers },
      ),
    '/users/@me/guilds': () => Response.json([{ name: 'Engineers', permissions: String(1 << 28) }]),
    '/users/300000000000000001': () => Response.json({ id: '300000000000000001' }),
    '/guilds/200000000000000001': () => Response.json({ id: '200000000000000001' }),
    '/invites/engineers': () => Response.json({ code: 'engineers' }),
    '/oauth2/token': () => Response.json({ access_token: 'x' }),
    ...more,
  };
  return serve((path, request) => {
    const known = [`Bot ${TOKEN}`, `Basic ${btoa('100000000000000001:client-secret')}`];
    if (!known.includes(request.headers.get('authorization') ?? ''))
      return new Response('{}', { status: 401, headers });
    return answers[path.replace('/api/v10', '')]?.() ?? new Response('{}', { status: 404, headers });
  });
}

async function examine(
  environment: Record<string, string> = {},
  checkDatabase: () => Promise<string> = async () => 'embedded, 1 ms',
  facts: Partial<DatabaseFacts> = {},
) {
  const databaseFacts = async () => ({ ...HEALTHY, now: Date.now(), ...facts });
  const settings = { PORT: '0', DATA_DIR: dataDir, ...environment };
  const { code, out } = await runCli('doctor --json', {
    environment: settings,
    context: { checkDatabase, databaseFacts },
  });
  const findings = JSON.parse(out) as Finding[];
  return { code, out, findings, of: (name: string) => findings.find((finding) => finding.name === name) };
}

test('a first try is well, and reads well', async () => {
  const { code, out } = await runCli('doctor', {
    environment: { PORT: '0', DATA_DIR: dataDir },
    context: { checkDatabase: async () => 'embedded, answers in 0.4 ms' },
  });
  expect(code).toBe(0);
  const steady = out
    .replace(dataDir, 'DATA')
    .replaceAll(/\d+ MB/g, 'N MB')
    .replace(/\d+ at a time/, 'N at a time')
    .replace(/Bun .*/, 'Bun')
    .replace(/^. {2}User .*$/m, '✓  User         somebody');
  expect(steady).toBe(`✓  Settings     every setting is right
✓  Memory       N MB to be had
✓  Open files   N at a time
✓  User         somebody
–  Data folder  is made at the first start
–  .env         there is none here
✓  Runtime      Bun
✓  Disk         DATA can be written, N MB free
✓  Database     embedded, answers in 0.4 ms
–  Redis        not used: this one process is alone
                Set REDIS_URL to run several.
✓  Port         127.0.0.1:0 is free
–  Address      BASE_URL is not set; this machine only
–  Discord      simulated, inside this program
                Set DISCORD_TOKEN to connect the real one.
`);
});

describe('this machine', () => {
  test('a folder that cannot be used', async () => {
    writeFileSync(dataDir, 'a file');
    const { code, of } = await examine();
    expect(code).toBe(1);
    expect(of('Disk')).toMatchObject({ state: 'bad', fix: expect.stringContaining('DATA_DIR') });
  });

  test('a port that another program has', async () => {
    const PORT = new URL(serve(() => new Response('not ours'))).port;
    const { code, of } = await examine({ PORT });
    expect(code).toBe(1);
    expect(of('Port')).toMatchObject({
      state: 'bad',
      fix: `Stop that program, or set another port: PORT=${Number(PORT) + 1}`,
    });
  });

  test('a running product has its port and its embedded database', async () => {
    const PORT = new URL(serve(() => new Response('ok', { headers: { 'x-request-id': 'x' } }))).port;
    const { code, of } = await examine({ PORT }, () => Promise.reject(new StartFailure('in use')));
    expect(code).toBe(0);
    expect(of('Port')?.text).toContain('the product is running');
    expect(of('Database')?.text).toContain('running product');
  });
});

describe('storage', () => {
  test('a database that is away', async () => {
    const { code, of } = await examine({ DATABASE_URL: 'postgres://db/x' }, () =>
      Promise.reject(new StartFailure('Nothing answers at db.')),
    );
    expect(code).toBe(1);
    expect(of('Database')).toMatchObject({
      state: 'bad',
      text: 'Nothing answers at db.',
      fix: expect.stringContaining('DATABASE_URL'),
    });
  });

  test.skipIf(!hasRedis)('Redis', async () => {
    expect((await examine({ REDIS_URL })).of('Redis')).toMatchObject({
      state: 'ok',
      text: expect.stringMatching(/^version \d/),
    });
  });

  test('a Redis that is away', async () => {
    const { code, of } = await examine({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(of('Redis')).toMatchObject({ state: 'bad', fix: expect.stringContaining('REDIS_URL') });
  });
});

describe('Discord', () => {
  const live = (api: string, more: Record<string, string> = {}) =>
    examine({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: `${api}/api`, DEV_MODE: 'true', ...more });

  test('all well', async () => {
    const { code, of, out } = await live(discord());
    expect(code).toBe(0);
    expect(of('Discord')?.text).toBe('token accepted');
    expect(of('Logins')?.text).toBe('990 left today');
    expect(of('Shards')?.state).toBe('ok');
    expect(of('Application')?.text).toBe('Bytes (100000000000000001)');
    expect(of('Clock')?.state).toBe('ok');
    expect(out).not.toContain(TOKEN);
  });

  test('a token that is not valid', async () => {
    const { code, of } = await live(discord(), { DISCORD_TOKEN: 'wrong.wrong.wrong' });
    expect(code).toBe(1);
    expect(of('Discord')).toMatchObject({ state: 'bad', text: 'DISCORD_TOKEN is not valid' });
  });

  test.each([
    ['Server Members intent', 1 << 19],
    ['Message Content intent', 1 << 14],
  ])('the %s is off', async (name, flags) => {
    const { findings } = await live(discord({ flags }));
    expect(findings.filter(({ state }) => state === 'bad').map((finding) => finding.name)).toEqual([name]);
  });

  test('the id of another application', async () => {
    const { of } = await live(discord(), { DISCORD_APPLICATION_ID: '100000000000000002' });
    expect(of('Application')).toMatchObject({
      state: 'bad',
      fix: expect.stringContaining('DISCORD_APPLICATION_ID=100000000000000001'),
    });
  });

  test.each([
    [60_000, 'ahead of'],
    [-60_000, 'behind'],
  ])('a clock that is %d ms off', async (skew, word) => {
    expect((await live(discord({ skew }))).of('Clock')).toMatchObject({
      state: 'bad',
      text: expect.stringContaining(word),
    });
  });

  test('Discord is away, or has trouble', async () => {
    expect((await live('http://127.0.0.1:1')).of('Discord')).toMatchObject({ state: 'bad' });
    const trouble = serve(() => new Response('', { status: 503 }));
    expect((await live(trouble)).of('Discord')).toMatchObject({ state: 'bad', text: 'answered 503' });
  });
});

describe('the address', () => {
  const production = {
    DISCORD_MODE: 'simulated',
    DEV_MODE: 'false',
    SESSION_SECRET: 'q'.repeat(40),
    ADMIN_DISCORD_IDS: '300000000000000001',
  };

  test.each([
    [{}, 'bad', 'BASE_URL is not set'],
    [{ BASE_URL: 'http://a.example' }, 'bad', 'not https'],
    [{ BASE_URL: 'https://a.example' }, 'skipped', 'while the product runs only'],
  ])('in production: %j', async (more, state, text) => {
    const { of } = await examine({ ...production, ...(more as Record<string, string>) });
    expect(of('Address')).toMatchObject({ state: state as Finding['state'], text: expect.stringContaining(text) });
  });
});

describe('in production', () => {
  const all = (api: string, more: Record<string, string> = {}) => ({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: `${api}/api`,
    DISCORD_APPLICATION_ID: '100000000000000001',
    DISCORD_CLIENT_SECRET: 'client-secret',
    DISCORD_INVITE_URL: 'https://discord.gg/engineers',
    DISCORD_DEV_GUILD_ID: '200000000000000001',
    ADMIN_DISCORD_IDS: '300000000000000001',
    SESSION_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789',
    DATABASE_URL: 'postgres://db/x',
    BASE_URL: SITE,
    TRUSTED_PROXIES: '127.0.0.1',
    METRICS_TOKEN: 'abcdefghijklmnopqrstuvwxyz0123456789',
    SENTRY_DSN: `${api.replace('//', '//key@')}/1`,
    ...(hasRedis ? { REDIS_URL } : {}),
    ...more,
  });

  test('at least twenty-five things are looked at, and each that is bad says what to do', async () => {
    const { findings, out } = await examine(all(discord()));
    expect(new Set(findings.map(({ name }) => name)).size).toBe(findings.length);
    expect(findings.length).toBeGreaterThanOrEqual(25);
    const bads = findings.filter(({ state }) => state === 'bad');
    expect(bads.map(({ name }) => name).filter((name) => name !== 'User')).toEqual(['Certificate']);
    for (const { fix } of bads) expect(fix).toBeString();
    expect(out).not.toContain('client-secret');
  });

  test.each<[string, Known]>([
    ['Redirect', { application: { redirect_uris: ['https://other.example/auth/callback'] } }],
    ['Adding the bot', { application: { bot_require_code_grant: true } }],
    ['Client secret', { more: { '/oauth2/token': () => new Response('{}', { status: 401 }) } }],
    ['Logins', { logins: 3 }],
    ['Guilds', { more: { '/users/@me/guilds': () => Response.json([]) } }],
    ['Guilds', { more: { '/users/@me/guilds': () => Response.json([{ name: 'Locked', permissions: '0' }]) } }],
    ['Guild for trying', { more: { '/guilds/200000000000000001': () => new Response('', { status: 403 }) } }],
    ['Invite', { more: { '/invites/engineers': () => new Response('', { status: 404 }) } }],
    ['Administrators', { more: { '/users/300000000000000001': () => new Response('', { status: 404 }) } }],
  ])('Discord: %s', async (name, known) => {
    expect((await examine(all(discord(known)))).of(name)).toMatchObject({ state: 'bad', fix: expect.any(String) });
  });

  test.each<[string, Record<string, string>]>([
    ['Proxies', { TRUSTED_PROXIES: '' }],
    ['Proxies', { TRUSTED_PROXIES: '0.0.0.0/0' }],
    ['Session secret', { SESSION_SECRET: 'ab'.repeat(20) }],
    ['Error reports', { SENTRY_DSN: 'http://key@127.0.0.1:1/1' }],
    ['Name', { BASE_URL: 'https://nobody.invalid' }],
    ['Shards', { SHARD_COUNT: '1', SHARDS: '0' }],
  ])('settings: %s %j', async (name, more) => {
    expect((await examine(all(discord(), more))).of(name)).toMatchObject({ state: 'bad', fix: expect.any(String) });
  });

  test.each<[string, Partial<DatabaseFacts>]>([
    ['Postgres', { version: 14 }],
    ['Encoding', { encoding: 'LATIN1' }],
    ['Connections', { freeConnections: 4 }],
    ['Rights', { mayCreate: false }],
    ['Writing', { readOnly: true }],
    ["Database's clock", { now: Date.now() - 60_000 }],
  ])('database: %s %j', async (name, facts) => {
    const { of } = await examine(all(discord()), undefined, facts);
    expect(of(name)).toMatchObject({ state: 'bad', fix: expect.any(String) });
  });

  test.skipIf(!hasPostgres)('a real Postgres says all of it', async () => {
    const loaded = settings({ DATABASE_URL: POSTGRES_URL });
    const silent = createLog({ level: 'silent', format: 'json' });
    const facts = await createCliContext('test', () => {}).databaseFacts(loaded, silent);
    expect(facts).toMatchObject({ mayCreate: true, readOnly: false, version: expect.any(Number) });
    expect(Math.abs(facts.now - Date.now())).toBeLessThan(5_000);
    expect(facts.freeConnections).toBeGreaterThan(0);
  });
});

test('folders and files that others may read', async () => {
  mkdirSync(dataDir, { mode: 0o755 });
  expect((await examine()).of('Data folder')).toMatchObject({ state: 'bad', fix: `chmod 700 ${dataDir}` });
});
