import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  guilds: {
    id: string;
    members: { user: { id: string; username: string }; communication_disabled_until?: string | null }[];
  }[];
}

/** The whole product with its development key, which may everything. */
let app: TestApp;
let path: string;
let people: Map<string, string>;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  const [guild] = (await app.get<World>('world')).guilds;
  if (!guild) throw new Error('no guild');
  people = new Map(guild.members.map(({ user }) => [user.username, user.id]));
  path = `${app.url}/api/guilds/${guild.id}/moderation`;
  key = (await Bun.file(`${app.dataDir}/dev-api-key`).text()).trim();
});
afterAll(() => app?.close());

const idOf = (username: string) => people.get(username) ?? '';

async function ask(method: string, at: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(path + at, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are the document's, which the conformance tests hold
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

const timedOut = async (username: string) => {
  const [guild] = (await app.get<World>('world')).guilds;
  return Boolean(guild?.members.find(({ user }) => user.username === username)?.communication_disabled_until);
};

describe('cases', () => {
  test('are opened, found, noted, changed and closed; the person is timed out for it', async () => {
    const opened = await ask('POST', '/cases', {
      ...{ user_id: idOf('pia'), action: 'timeout', reason: 'flood', duration_seconds: 3_600 },
    });
    expect(opened).toMatchObject({ status: 201, body: { action: 'timeout', outcome: 'applied', source: 'api' } });
    expect(await timedOut('pia')).toBe(true);
    const { number } = opened.body;
    await ask('POST', `/cases/${number}/notes`, { text: 'seen before' });
    const found = await ask('GET', `/cases/${number}`);
    const etag = found.headers.get('etag') ?? '';
    expect(found.body.events.at(-1)).toMatchObject({ kind: 'noted', text: 'seen before' });
    const closing = { resolved: true, resolve_note: 'talked', reason: 'flooding' };
    const changed = await ask('PATCH', `/cases/${number}`, closing, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { resolved: true, reason: 'flooding' } });
    expect((await ask('PATCH', `/cases/${number}`, closing, { 'if-match': etag })).status).toBe(412);
    expect((await ask('PATCH', `/cases/${number}`, closing)).status).toBe(428);
    const listed = await ask('GET', `/cases?user_id=${idOf('pia')}&status=resolved&limit=1`);
    expect(listed.body.data).toMatchObject([{ number }]);
  });

  test('one request that comes twice acts once', async () => {
    const headers = { 'idempotency-key': 'warned-once' };
    const wish = { user_id: idOf('priya'), action: 'warn', reason: 'once' };
    const [one, other] = [await ask('POST', '/cases', wish, headers), await ask('POST', '/cases', wish, headers)];
    expect([one.status, other.status, other.body.number]).toEqual([201, 201, one.body.number]);
    expect(other.headers.get('idempotent-replayed')).toBe('true');
  });

  test.each([
    ['the owner', () => ({ user_id: idOf('grace'), action: 'kick' }), 'target_is_owner'],
    ['somebody who is nowhere', () => ({ user_id: '100000000000000000', action: 'ban' }), 'user_unknown'],
    ['who is not here', () => ({ user_id: '100000000000000000', action: 'kick' }), 'target_departed'],
    ['a timeout without end', () => ({ user_id: idOf('pia'), action: 'timeout' }), 'duration_needed'],
    [
      'a kick for an hour',
      () => ({ user_id: idOf('pia'), action: 'kick', duration_seconds: 60 }),
      'duration_not_for_this',
    ],
    ['an empty note', () => ({ user_id: idOf('pia'), action: 'note', reason: ' ' }), 'note_empty'],
    ['to lift no ban', () => ({ user_id: idOf('pia'), action: 'unban' }), 'user_not_banned'],
  ])('nothing is done to %s', async (_whom, wish, code) => {
    const { status, body } = await ask('POST', '/cases', wish());
    expect([status >= 400 && status < 500, body.code]).toEqual([true, code]);
  });

  test('many at once are each done or refused', async () => {
    const ids = [idOf('noor'), idOf('grace'), idOf('tomas')];
    const { body } = await ask('POST', '/bulk', { user_ids: ids, action: 'warn', reason: 'raid', tell: false });
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['done', 'refused', 'done']);
    expect(body.results[1].problem.code).toBe('target_is_owner');
  });

  test('pages lead through all of them, each once', async () => {
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await ask('GET', `/cases?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...body.data.map(({ number }: { number: number }) => number));
      cursor = body.page.next_cursor;
    }
    expect(seen).toEqual(Array.from({ length: seen[0] ?? 0 }, (_, at) => (seen[0] ?? 0) - at));
    await until(() => (seen.length >= 4 ? true : undefined));
  });
});
