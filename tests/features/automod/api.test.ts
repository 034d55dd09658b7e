import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { textOf } from '../../harness/control.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(30_000);

let app: TestApp;
let guildId: string;
let key: string;

beforeAll(async () => {
  app = await startTestApp();
  const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
  guildId = guilds[0]?.id ?? '';
  key = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
}, 60_000);
afterAll(() => app?.close());

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/api/guilds/${guildId}/automod/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) };
}

const files = (change: object = {}) => ({
  name: 'Dangerous files',
  rule_type: 'file_extension',
  config: { extensions: ['.EXE'] },
  actions: [{ kind: 'delete' }, { kind: 'timeout', seconds: 600 }],
  ...change,
});

const pointers = (json: { errors: { pointer: string }[] }) => json.errors.map(({ pointer }) => pointer).toSorted();

const logs = async (query = '') => (await ask('GET', `logs${query}`)).json.data;

describe('rules', () => {
  test('are added in shadow, replaced by who has seen the last ones, sorted and deleted', async () => {
    const added = await ask('POST', 'rules', files());
    expect(added).toMatchObject({
      status: 201,
      json: {
        rule_type: 'file_extension',
        config: { listed: 'blocked', extensions: ['exe'], max_megabytes: null },
        action: 'timeout',
        actions: files().actions,
        mode: 'shadow',
        is_active: true,
        priority: 1,
        exempt_staff: true,
        version: 1,
      },
    });
    const { id } = added.json;
    const seen = await ask('GET', `rules/${id}`);
    expect(seen.json).toEqual(added.json);
    const etag = seen.headers.get('etag') ?? '';
    expect(await ask('PUT', `rules/${id}`, files({ mode: 'off' }), { 'if-match': etag })).toMatchObject({
      status: 200,
      json: { mode: 'off', is_active: false, version: 2 },
    });
    expect(await ask('PUT', `rules/${id}`, files(), { 'if-match': etag })).toMatchObject({ status: 412 });
    expect(await ask('PUT', `rules/${id}`, files())).toMatchObject({ status: 428 });
    const other = (await ask('POST', 'rules', files({ name: 'Other' }))).json.id;
    expect((await ask('PUT', 'rules/order', { rule_ids: [other, id] })).json.data).toMatchObject([
      { id: other, priority: 1 },
      { id, priority: 2 },
    ]);
    expect(await ask('PUT', 'rules/order', { rule_ids: [id] })).toMatchObject({
      json: { code: 'automod_order_incomplete' },
    });
    expect((await ask('DELETE', `rules/${other}`)).status).toBe(204);
    expect((await ask('DELETE', `rules/${other}`)).json).toMatchObject({ status: 404, code: 'automod_rule_unknown' });
    expect((await ask('DELETE', `rules/${id}`)).status).toBe(204);
    expect((await ask('GET', 'rules')).json).toEqual({ data: [] });
  });

  test('that are wrong are told of all at once, each with what to do', async () => {
    const bad = {
      name: '',
      rule_type: 'username_regex',
      config: { patterns: ['fine', '(a', '(?=x)'], colour: 1 },
      actions: [{ kind: 'timeout', seconds: 5 }],
      cooldown_seconds: -1,
      exempt_roles: ['staff'],
    };
    const { json } = await ask('POST', 'rules', bad);
    expect(json).toMatchObject({ status: 422, code: 'invalid_request' });
    expect(pointers(json)).toEqual([
      '#/actions/0/seconds',
      '#/config/colour',
      '#/config/patterns/1',
      '#/config/patterns/2',
      '#/cooldown_seconds',
      '#/exempt_roles/0',
      '#/name',
    ]);
    for (const { detail } of json.errors) expect(detail).toMatch(/^[A-Z].*\.$/);
    const join = files({ rule_type: 'account_age', config: {} });
    expect(pointers((await ask('POST', 'rules', join)).json)).toEqual(['#/actions/0']);
    expect((await ask('POST', 'rules', files({ rule_type: 'weather' }))).json).toMatchObject({ status: 422 });
    expect((await ask('POST', 'rules', files({ actions: [{ kind: 'kick' }, { kind: 'ban' }] }))).json).toMatchObject({
      status: 422,
    });
  });

  test('of a preset come once', async () => {
    const { json } = await ask('GET', 'presets');
    expect(json.data.map(({ name }: { name: string }) => name)).toEqual(['python_help', 'open_source', 'study_group']);
    const { data } = (await ask('PUT', 'presets/study_group')).json;
    expect(data.length).toBe(json.data[2].rules.length);
    expect((await ask('PUT', 'presets/study_group')).json).toEqual({ data: [] });
    for (const { id } of data) expect((await ask('DELETE', `rules/${id}`)).status).toBe(204);
  });

  test('are tried out without touching anybody', async () => {
    const sample = { attachments: [{ filename: 'setup.exe' }] };
    expect((await ask('POST', 'rules/test', { rule: files(), sample })).json.data).toMatchObject([
      { rule_id: 'draft', outcome: 'fired', reason: 'the file “setup.exe” has .exe', actions: files().actions },
    ]);
    const age = { name: 'New', rule_type: 'account_age', actions: [{ kind: 'alert' }], config: {} };
    expect(
      (await ask('POST', 'rules/test', { rule: age, sample: { kind: 'join', account_age_minutes: 30 } })).json.data,
    ).toMatchObject([{ outcome: 'fired', reason: 'the account is 30 min old, less than 60 min' }]);
    expect(await logs()).toEqual([]);
  });
});

describe('in a guild', () => {
  const say = (as: string, content: string, attachments: { filename: string; size: number }[] = []) =>
    app.post('say', { as, channel: 'general', content, attachments });
  const exe = [{ filename: 'run.exe', size: 9 }];

  test('what members do is judged, logged, traced, previewed and reported', async () => {
    const { id } = (await ask('POST', 'rules', files())).json;
    await say('ada', 'look at this', exe);
    await say('pia', 'nothing to see');
    const [event] = await until(async () => ((await logs()).length > 0 ? logs() : undefined));
    expect(event).toMatchObject({
      rule_id: id,
      outcome: 'shadow',
      username: 'ada',
      content: 'look at this',
      reason: 'the file “run.exe” has .exe',
      actions: files().actions,
      results: [],
      hits: 1,
    });
    expect((await ask('GET', `logs/${event.id}`)).json).toEqual(event);
    const trace = await ask('GET', `messages/${event.message_id}/trace`);
    expect(trace.json.data).toMatchObject([
      { kind: 'message', username: 'ada', verdicts: [{ rule_id: id, outcome: 'shadow' }] },
    ]);
    expect((await ask('GET', 'messages/400000000000000001/trace')).json).toMatchObject({
      code: 'automod_message_unknown',
    });
    expect((await ask('POST', `rules/${id}/impact`)).json).toMatchObject({ seen: 2, hits: 1, people: 1, spared: 0 });
    expect((await ask('POST', 'rules/impact', files())).json).toMatchObject({ seen: 2, hits: 1 });
    expect((await ask('GET', 'report?hours=1')).json.data).toMatchObject([
      { rule_id: id, events: 1, in_shadow: 1, people: 1 },
    ]);
    expect((await ask('POST', `logs/${event.id}/undo`)).json).toMatchObject({ code: 'automod_nothing_to_undo' });
    expect((await ask('POST', `rules/${id}/undo`, { hours: 2 })).json).toEqual({ data: [], more: false });
  });

  test('who joins is judged by name and age, and staff are let be', async () => {
    const names = {
      name: 'Names',
      rule_type: 'username_regex',
      config: { patterns: ['free.?nitro'] },
      actions: [{ kind: 'alert' }],
    };
    await ask('POST', 'rules', names);
    await app.post('join', { username: 'freenitro', account_age_days: 1 });
    await until(
      async () => (await logs()).some((one: { rule_name: string }) => one.rule_name === 'Names') || undefined,
    );
    await say('grace', 'staff may', exe);
    expect((await logs()).every(({ username }: { username: string }) => username !== 'grace')).toBe(true);
  });

  test('the emergency stop holds, by REST and by command', async () => {
    const before = (await logs()).length;
    expect((await ask('PUT', 'state', { halted: true, reason: 'too eager' })).json).toMatchObject({
      halted: true,
      reason: 'too eager',
    });
    await say('pia', 'now', exe);
    expect(await logs()).toHaveLength(before);
    const status = await app.command('grace', 'automod status');
    expect(textOf(status.replies[0])).toContain('stopped');
    await app.command('grace', 'automod resume');
    expect((await ask('GET', 'state')).json).toEqual({
      halted: false,
      halted_at: null,
      halted_by: null,
      reason: null,
      problems: [expect.objectContaining({ cannot: 'alert anybody', channel_id: null })],
      unavailable: [],
    });
    await app.command('grace', 'automod stop', { reason: 'again' });
    expect((await ask('GET', 'state')).json).toMatchObject({ halted: true, reason: 'again' });
    expect(app.command('pia', 'automod resume')).rejects.toThrow('unknown_command');
    await ask('PUT', 'state', { halted: false });
    await say('pia', 'now', exe);
    await until(async () => (await logs()).length > before || undefined);
  });

  test('where alerts go is said once', async () => {
    const seen = await ask('GET', 'alerts');
    const wish = { alert_channel_id: '290926798999650304', alert_role_id: null };
    const match = { 'if-match': seen.headers.get('etag') ?? '' };
    expect(await ask('PUT', 'alerts', wish, match)).toMatchObject({ status: 200, json: wish });
    expect((await ask('PUT', 'alerts', wish, match)).status).toBe(412);
  });

  test('the log is paged', async () => {
    const first = await ask('GET', 'logs?limit=1');
    expect(first.json.data).toHaveLength(1);
    const second = await ask('GET', `logs?limit=1&cursor=${first.json.page.next_cursor}`);
    expect(second.json.data[0].id < first.json.data[0].id).toBe(true);
    expect((await ask('GET', 'logs?cursor=nonsense')).json).toMatchObject({ code: 'invalid_cursor' });
  });
});
