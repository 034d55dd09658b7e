import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { createMetrics } from '../../src/platform/metrics.ts';
import { type OpenedApp, openApp } from '../harness/opened-app.ts';
import { until } from '../harness/until.ts';

setDefaultTimeout(60_000);

let app: OpenedApp;

beforeAll(async () => {
  app = await openApp();
});

afterAll(() => app?.close());

/** Samples by name and labels: `smarterdev_db_up`, `smarterdev_commands_total{command="/bytes send",outcome="done"}`. */
async function scrape(headers: Record<string, string> = {}): Promise<Map<string, number>> {
  const response = await fetch(`${app.url}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toStartWith('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

test('what runs, how it is doing, and what happened', async () => {
  const { world } = app.simulator;
  const guild = Object.values(world.state.guilds)[0]?.guild;
  const before = await scrape();
  const sent = 'smarterdev_bytes_moved_total{type="transfer"}';
  await app.command('ada', 'bytes balance');
  await app.command('ada', 'bytes send', { user: 'grace', amount: 5 });
  await app.command('ada', 'bytes send', { user: 'ada', amount: 5 });
  await fetch(`${app.url}/no/such/page`);
  await fetch(`${app.url}/admin/guilds/${guild?.id}`, { redirect: 'manual' });
  const samples = await until(async () => {
    const all = await scrape();
    return all.get('smarterdev_commands_total{command="/bytes send",outcome="refused"}') === 1 ? all : undefined;
  });
  expect(samples.get(`smarterdev_build_info{version="test",bun="${Bun.version}"}`)).toBe(1);
  expect(samples.get('smarterdev_db_up')).toBe(1);
  expect(samples.get('smarterdev_bus_up{kind="in-process"}')).toBe(1);
  expect(samples.get('smarterdev_discord_gateway_up{shard="0"}')).toBe(1);
  expect(samples.get('smarterdev_discord_gateway_last_dispatch_age_seconds{shard="0"}')).toBeLessThan(30);
  expect(samples.get('smarterdev_discord_guilds')).toBeGreaterThan(0);
  expect(samples.get('smarterdev_sessions_open')).toBe(0);
  expect(samples.get('smarterdev_role_queue_depth{state="failed"}')).toBeGreaterThanOrEqual(0);
  expect(samples.get('smarterdev_commands_total{command="/bytes send",outcome="done"}')).toBe(1);
  expect((samples.get(sent) ?? 0) - (before.get(sent) ?? 0)).toBe(5);
  expect(samples.get('smarterdev_bytes_minted_total{reason="daily"}')).toBeGreaterThan(0);
  expect(samples.get('smarterdev_db_connections_in_use')).toBeLessThanOrEqual(2);
  expect(samples.get('smarterdev_http_requests_in_flight')).toBe(1);
  expect(samples.get('smarterdev_db_query_duration_seconds_count{outcome="done"}')).toBeGreaterThan(10);
  const names = [...samples.keys()].join('\n');
  expect(names).toContain('smarterdev_http_request_duration_seconds_count{method="GET",route="none",status="404"}');
  expect(names).toContain('route="/admin/guilds/:guild_id"');
  expect(names).toMatch(/smarterdev_discord_rest_requests_total\{method="\w+",status="2\d\d"\}/);
  expect(names).not.toMatch(/\d{17,20}/);
});

test('the ledger’s last proof is known in every process', async () => {
  app.outside.bus.publish('ledger.verified', { differences: 3, at: 1_800_000_000_000 });
  const samples = await scrape();
  expect(samples.get('smarterdev_ledger_imbalance')).toBe(3);
  expect(samples.get('smarterdev_ledger_verified_timestamp_seconds')).toBe(1_800_000_000);
});

test('how it was of late, hour by hour', async () => {
  const body = await until(async () => {
    const answer = await fetch(`${app.url}/status`);
    const told = (await answer.json()) as { parts: Record<string, { up: number; hours: unknown[] }> };
    return told.parts.database ? told : undefined;
  });
  expect(body.parts.database).toMatchObject({ up: 1, hours: [{ up: 1 }] });
  expect(body.parts.discord?.up).toBe(1);
});

test('a shard that is gone is not reported as up', async () => {
  await app.inside.connection?.close();
  const samples = await scrape();
  expect(samples.get('smarterdev_discord_gateway_up{shard="0"}') ?? 0).toBe(0);
});

test.each([
  ['a reverse proxy', { 'x-forwarded-for': '127.0.0.1' }],
  ['another host name', { host: 'metrics.example' }],
])('without a token, not through %s', async (_, headers) => {
  const response = await fetch(`${app.url}/metrics`, { headers });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('METRICS_TOKEN');
});

test('with a token it is for whoever has it, under any host name', async () => {
  const token = 'the-token-of-this-test-has-32-characters';
  const guarded = await openApp({ METRICS_TOKEN: token });
  const status = async (headers: Record<string, string>) => (await fetch(`${guarded.url}/metrics`, { headers })).status;
  try {
    expect(await status({})).toBe(401);
    expect(await status({ authorization: `Bearer ${token}x` })).toBe(401);
    expect(await status({ authorization: `Bearer ${token}`, host: 'smarter-dev:3000' })).toBe(200);
  } finally {
    await guarded.close();
  }
});

test('docs/OPERATIONS.md explains every metric, and no other', () => {
  const metrics = createMetrics();
  const exported = metrics.families.getMetricsAsArray().map(({ name }) => name);
  metrics.close();
  const documented = [...readFileSync('docs/OPERATIONS.md', 'utf8').matchAll(/^\| `((?:smarterdev|process)_\w+)/gm)];
  expect(documented.map(([, name = '']) => name).sort()).toEqual(exported.sort());
});
