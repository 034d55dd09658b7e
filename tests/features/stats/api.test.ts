import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type ApiApp, startApiApp } from '../../harness/api-app.ts';

setDefaultTimeout(60_000);

const ELSEWHERE = '199999999999999999';
let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
});
afterAll(() => api?.app.close());

test('a key sees the guilds that it may see', async () => {
  const all = (await api.ask('GET', '/guilds')).json;
  expect(all.page).toEqual({ limit: 50, offset: 0, total: all.data.length });
  expect(all.data.map(({ id }: { id: string }) => id)).toContain(api.guildId);
  const bound = await api.issue({ scopes: ['guilds:read'], guild_ids: [api.guildId] });
  const own = (await api.ask('GET', '/guilds', { key: bound.key })).json.data;
  expect(own.map(({ id }: { id: string }) => id)).toEqual([api.guildId]);
  const stranger = await api.issue({ scopes: ['guilds:read'], guild_ids: [ELSEWHERE] });
  expect((await api.ask('GET', '/guilds', { key: stranger.key })).json.data).toEqual([]);
  expect((await api.ask('GET', `/guilds/${api.guildId}`, { key: stranger.key })).json.code).toBe('guild_not_found');
});

test('a guild tells how the bot fares, and its figures', async () => {
  const { json } = await api.ask('GET', `/guilds/${api.guildId}`);
  expect(json).toMatchObject({ id: api.guildId, failed_role_writes: 0, problems: [] });
  expect(json.member_count).toBeGreaterThan(5);
  const { json: stats } = await api.ask('GET', `/guilds/${api.guildId}/stats`);
  expect(stats.days).toHaveLength(30);
  expect(BigInt(stats.balance) > 0n).toBe(true);
  expect(stats.accounts).toBeGreaterThanOrEqual(stats.present);
  expect((await api.ask('GET', `/guilds/${ELSEWHERE}`)).json.code).toBe('guild_not_found');
});
