import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type ApiApp, startApiApp } from '../../harness/api-app.ts';

setDefaultTimeout(60_000);

const ELSEWHERE = '199999999999999999';
const HOUR = 3_600_000;
const hence = (ms: number) => new Date(Date.now() + ms).toISOString();

let api: ApiApp;
/** May manage keys and read bytes in one guild, sixty times a minute, for a day. */
let lead: { id: string; key: string };

beforeAll(async () => {
  api = await startApiApp();
  const wish = { name: 'lead', scopes: ['keys:manage', 'bytes:read'], guild_ids: [api.guildId] };
  lead = await api.issue({ ...wish, rate_limit_per_minute: 60, expires_at: hence(24 * HOUR) });
});
afterAll(() => api?.app.close());

test('a key tells what it is, to whoever holds it', async () => {
  const { scopes, ...rest } = (await api.ask('GET', '/me', { key: lead.key })).json;
  expect(scopes).toEqual(['keys:manage', 'bytes:read']);
  expect(rest).toMatchObject({ id: lead.id, name: 'lead', state: 'active', guild_ids: [api.guildId] });
  expect(rest).toMatchObject({ rate_limit_per_minute: 60, revoked_at: null });
  const reader = await api.issue({ scopes: ['squads:read'] });
  const { status, json } = await api.ask('GET', '/me', { key: reader.key });
  expect([status, json.id, json.guild_ids, json.key]).toEqual([200, reader.id, null, undefined]);
});

describe('a key makes none that may more than itself', () => {
  test.each([
    ['scopes', { scopes: ['bytes:read', 'bytes:manage'] }, '#/scopes/1'],
    ['another guild', { guild_ids: [ELSEWHERE] }, '#/guild_ids/0'],
    ['every guild', { guild_ids: null }, '#/guild_ids'],
    ['more requests', { rate_limit_per_minute: 61 }, '#/rate_limit_per_minute'],
    ['more time', { expires_at: hence(25 * HOUR) }, '#/expires_at'],
    ['no end', { expires_at: null }, '#/expires_at'],
  ])('%s', async (_name, wish, pointer) => {
    const body = { name: 'more', scopes: ['bytes:read'], ...wish };
    const { status, json } = await api.ask('POST', '/keys', { key: lead.key, body });
    expect([status, json.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([422, [pointer]]);
  });

  test('what is left out is its own', async () => {
    const made = await api.issue({ scopes: ['bytes:read'] }, lead.key);
    const me = (await api.ask('GET', '/me', { key: made.key })).json;
    expect(me).toMatchObject({ guild_ids: [api.guildId], rate_limit_per_minute: 60, created_by: `key:${lead.id}` });
    expect(me.expires_at).toBe((await api.ask('GET', '/me', { key: lead.key })).json.expires_at);
  });

  test('a key without the scope makes none', async () => {
    const plain = await api.issue({ scopes: ['bytes:read'] });
    const body = { name: 'x', scopes: ['bytes:read'] };
    expect((await api.ask('POST', '/keys', { key: plain.key, body })).json.code).toBe('scope_missing');
  });
});

test('a key sees, replaces and revokes only those within its own rights', async () => {
  const above = await api.issue({ scopes: ['bytes:read', 'bytes:write'], guild_ids: [api.guildId] });
  const beside = await api.issue({ scopes: ['bytes:read'], guild_ids: [ELSEWHERE] });
  const below = await api.issue({ scopes: ['bytes:read'] }, lead.key);
  const longer = await api.issue({ scopes: ['bytes:read'], guild_ids: [api.guildId], expires_at: null });
  const seen = (await api.ask('GET', '/keys', { key: lead.key })).json.data.map(({ id }: { id: string }) => id);
  for (const { id } of [below, lead, longer]) expect(seen).toContain(id);
  for (const { id } of [above, beside]) {
    expect(seen).not.toContain(id);
    expect((await api.ask('DELETE', `/keys/${id}`, { key: lead.key })).json.code).toBe('api_key_unknown');
    expect((await api.ask('POST', `/keys/${id}/rotations`, { key: lead.key })).json.code).toBe('api_key_unknown');
  }
  const exceeding = await api.ask('POST', `/keys/${longer.id}/rotations`, { key: lead.key });
  expect([exceeding.status, exceeding.json.code]).toEqual([409, 'api_key_exceeds']);
  expect((await api.ask('DELETE', `/keys/${below.id}`, { key: lead.key })).status).toBe(204);
  expect((await api.ask('GET', '/me', { key: below.key })).json.code).toBe('api_key_revoked');
  expect((await api.ask('DELETE', `/keys/${lead.id}`, { key: lead.key })).json.code).toBe('api_key_oneself');
});

test('a replaced key works for a day, and can make nothing that outlives that', async () => {
  const old = await api.issue({ scopes: ['keys:manage', 'bytes:read'] });
  const next = await api.ask('POST', `/keys/${old.id}/rotations`, { key: old.key });
  expect([next.status, next.json.scopes, next.json.key === old.key]).toEqual([
    201,
    ['keys:manage', 'bytes:read'],
    false,
  ]);
  expect(next.headers.get('cache-control')).toBe('no-store');
  expect((await api.ask('POST', `/keys/${old.id}/rotations`, { key: old.key })).json.code).toBe('api_key_replaced');
  const body = { name: 'later', scopes: ['bytes:read'], expires_at: null };
  expect((await api.ask('POST', '/keys', { key: old.key, body })).json.errors[0].pointer).toBe('#/expires_at');
  expect((await api.ask('POST', '/keys', { key: next.json.key, body })).status).toBe(201);
});

test('who made which key is in the audit log, the key itself nowhere', async () => {
  const made = await api.issue({ name: 'traced', scopes: ['bytes:read'] }, lead.key);
  const { json } = await api.ask('GET', `/audit?kind=key&q=${made.id}`);
  const what = { action: 'api_key.created', actor_id: `key:${lead.id}`, guild_id: api.guildId };
  expect(json.data).toMatchObject([what]);
  expect(JSON.stringify(json)).not.toContain(made.key);
  expect(api.app.log.join('\n')).not.toContain(made.key);
});
