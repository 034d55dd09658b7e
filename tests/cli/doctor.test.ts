import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { StartFailure } from '../../src/shared/start-failure.ts';
import { runCli } from '../harness/cli.ts';
import { hasRedis, REDIS_URL } from '../harness/redis.ts';

const TOKEN = 'canary.canary.canary';
const ALL_INTENTS = (1 << 15) | (1 << 19);

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

/** The two answers of Discord that the doctor asks for. */
function discord({ flags = ALL_INTENTS, skew = 0 }: { flags?: number; skew?: number } = {}): string {
  const headers = { date: new Date(Date.now() - skew).toUTCString() };
  return serve((path, request) => {
    if (request.headers.get('authorization') !== `Bot ${TOKEN}`) return new Response('{}', { status: 401, headers });
    if (path === '/api/v10/gateway/bot')
      return Response.json({ shards: 2, session_start_limit: { remaining: 990 } }, { headers });
    if (path === '/api/v10/applications/@me')
      return Response.json({ id: '100000000000000001', name: 'Bytes', flags }, { headers });
    return new Response('{}', { status: 404, headers });
  });
}

async function examine(
  environment: Record<string, string> = {},
  checkDatabase: () => Promise<string> = async () => 'embedded, 1 ms',
) {
  const settings = { PORT: '0', DATA_DIR: dataDir, ...environment };
  const { code, out } = await runCli('doctor --json', { environment: settings, context: { checkDatabase } });
  const findings = JSON.parse(out) as Finding[];
  return { code, out, findings, of: (name: string) => findings.find((finding) => finding.name === name) };
}

test('a first try is well, and reads well', async () => {
  const { code, out } = await runCli('doctor', {
    environment: { PORT: '0', DATA_DIR: dataDir },
    context: { checkDatabase: async () => 'embedded, answers in 0.4 ms' },
  });
  expect(code).toBe(0);
  expect(out.replace(dataDir, 'DATA').replace(/\d+ MB/, 'N MB')).toBe(`✓  Settings  every setting is right
✓  Disk      DATA can be written, N MB free
✓  Database  embedded, answers in 0.4 ms
–  Redis     not used: this one process is alone
             Set REDIS_URL to run several.
✓  Port      127.0.0.1:0 is free
–  Address   BASE_URL is not set; this machine only
–  Discord   simulated, inside this program
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
    expect(of('Discord')?.text).toBe('token accepted, 2 shards, 990 logins left today');
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
