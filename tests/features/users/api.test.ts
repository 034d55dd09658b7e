import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type ApiApp, startApiApp } from '../../harness/api-app.ts';

setDefaultTimeout(60_000);

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
});
afterAll(() => api?.app.close());

test('people are found by name and id, in the guilds of the key and in no other', async () => {
  const [priya] = (await api.ask('GET', '/users?q=priya')).json.data;
  expect(priya).toMatchObject({ username: 'priya', guild_ids: [api.guildId] });
  const { json } = await api.ask('GET', `/users/${priya.user_id}`);
  expect(json).toMatchObject({ user_id: priya.user_id, username: 'priya', accounts: [{ guild_id: api.guildId }] });
  const balance = await api.ask('GET', `/guilds/${api.guildId}/bytes/balances/${priya.user_id}`);
  expect(json.accounts[0].balance).toBe(balance.json.balance);
  const { key } = await api.issue({ scopes: ['users:read'], guild_ids: ['199999999999999999'] });
  expect((await api.ask('GET', '/users?q=priya', { key })).json.data).toEqual([]);
  const refused = await api.ask('GET', `/users/${priya.user_id}`, { key });
  expect([refused.status, refused.json.code]).toEqual([404, 'user_unknown']);
  expect((await api.ask('GET', '/users/400000000000000001')).json.code).toBe('user_unknown');
});
