import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type ApiApp, startApiApp } from '../../harness/api-app.ts';

setDefaultTimeout(60_000);

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
});
afterAll(() => api?.app.close());

interface Entry {
  readonly id: string;
  readonly guild_id: string | null;
  readonly ip: string | null;
}

async function setZone(timezone: string): Promise<void> {
  const settings = `/guilds/${api.guildId}/settings`;
  const match = (await api.ask('GET', settings)).headers.get('etag');
  expect((await api.ask('PUT', settings, { body: { timezone }, match })).status).toBe(200);
}

test('the log of a guild is read page by page, and a cursor fits its own list only', async () => {
  for (const zone of ['Europe/Paris', 'Europe/Rome', 'Europe/Madrid']) await setZone(zone);
  const list = `/guilds/${api.guildId}/audit?kind=settings&limit=2`;
  const first = (await api.ask('GET', list)).json;
  const second = (await api.ask('GET', `${list}&cursor=${encodeURIComponent(first.page.next_cursor)}`)).json;
  const zones = [...first.data, ...second.data].map(({ after }: { after: { timezone: string } }) => after.timezone);
  expect(zones.slice(0, 3)).toEqual(['Europe/Madrid', 'Europe/Rome', 'Europe/Paris']);
  const other = `/audit?kind=settings&limit=2&cursor=${encodeURIComponent(first.page.next_cursor)}`;
  expect((await api.ask('GET', other)).json.code).toBe('invalid_cursor');
});

test('a key of some guilds sees nothing of others, of the instance, or where requests came from', async () => {
  const bound = await api.issue({ scopes: ['audit:read'], guild_ids: [api.guildId] });
  const all: Entry[] = (await api.ask('GET', '/audit?limit=100')).json.data;
  const own: Entry[] = (await api.ask('GET', '/audit?limit=100', { key: bound.key })).json.data;
  expect(all.some(({ guild_id: guild }) => guild === null)).toBe(true);
  expect(all.some(({ ip }) => ip !== null)).toBe(true);
  expect(own.length).toBeGreaterThan(0);
  expect(own.every(({ guild_id: guild, ip }) => guild === api.guildId && ip === null)).toBe(true);
});
