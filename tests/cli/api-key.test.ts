import { describe, expect, test } from 'bun:test';
import type { ApiKeyBook, WishedKey } from '../../src/cli/context.ts';
import { runCli } from '../harness/cli.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const GUILD = '100000000000000001';

function book(wishes: WishedKey[] = []): ApiKeyBook {
  const record = (wish: WishedKey) => ({
    ...wish,
    id: 'id-1',
    prefix: 'sd_12345678',
    lastUsedAt: null,
    createdAt: NOW,
  });
  const issue = (wish: WishedKey) => ({ key: 'sd_secret', record: record(wish) });
  const ci = { name: 'ci', scopes: ['bytes:read'], guildIds: null, ratePerMinute: 120, expiresAt: null };
  return {
    now: () => NOW,
    async create(wish) {
      wishes.push(wish);
      return issue(wish);
    },
    list: async () => [{ ...record(ci), state: 'active' }],
    rotate: async () => issue(ci),
    revoke: async (name) => ({ id: name }),
  };
}

const run = (words: string, wishes: WishedKey[] = []) =>
  runCli(`api-key ${words}`, { context: { apiKeys: (_config, _log, work) => work(book(wishes)) } });

describe('api-key create', () => {
  const base = 'create --name ci --scopes bytes:read,bytes:write';

  test.each([
    [`--guilds ${GUILD}`, [GUILD], NOW + 365 * 86_400_000],
    ['--guilds all --expires never', null, null],
    ['--guilds all --expires 12h', null, NOW + 12 * 3_600_000],
    ['--guilds all --expires 2027-01-31', null, Date.parse('2027-01-31')],
  ])('%s', async (words, guildIds, expiresAt) => {
    const wishes: WishedKey[] = [];
    const { code, out } = await run(`${base} ${words}`, wishes);
    expect(code).toBe(0);
    expect(out).toStartWith('sd_secret\n\nThis is the only time that the key is shown.');
    expect(wishes).toEqual([
      { name: 'ci', scopes: ['bytes:read', 'bytes:write'], guildIds, expiresAt, ratePerMinute: 120 },
    ]);
  });

  test.each([
    ['create --scopes bytes:read --guilds all', '--name'],
    ['create --name ci --guilds all', '--scopes'],
    ['create --name ci --scopes bytes:read', '--guilds'],
    [`${base} --guilds all --expires soon`, '--expires'],
    [`${base} --guilds all --expires 2027-13-01`, '--expires'],
  ])('%s says what is missing', async (words, option) => {
    const wishes: WishedKey[] = [];
    const { code, err } = await run(words, wishes);
    expect(code).toBe(1);
    expect(err).toContain(option);
    expect(wishes).toEqual([]);
  });
});

test('api-key list', async () => {
  expect((await run('list')).out).toContain('sd_12345678  ci    active  bytes:read  all     never    never');
  expect(JSON.parse((await run('list --json')).out)).toMatchObject([
    { prefix: 'sd_12345678', state: 'active', createdAt: '2026-01-01T00:00:00.000Z', expiresAt: null },
  ]);
});

test('api-key rotate and revoke name a key', async () => {
  expect((await run('rotate sd_12345678 --json')).out).toContain('"key": "sd_secret"');
  expect((await run('revoke id-1')).out).toBe('Revoked id-1.\n');
  for (const words of ['rotate', 'revoke', 'list id-1', 'revoke id-1 id-2', 'revoke id-1 --loud']) {
    expect((await run(words)).code).toBe(2);
  }
});
