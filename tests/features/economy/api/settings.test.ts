import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { textOf } from '../../../harness/control.ts';
import { type Api, openApi } from './scene.ts';

setDefaultTimeout(30_000);

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const get = () => api.ask('GET', 'config');
const put = (body: unknown, match: string | null) =>
  api.ask('PUT', 'config', body, match === null ? {} : { 'if-match': match });

/** The settings in force, with a change. */
async function changed(change: object) {
  const { json, headers } = await get();
  return put({ ...json, ...change }, headers.get('etag'));
}

const pointers = (json: { errors: { pointer: string }[] }) => json.errors.map(({ pointer }) => pointer);

describe('the settings', () => {
  test('come with an ETag, and are replaced by who has seen the last ones', async () => {
    const seen = await get();
    const etag = seen.headers.get('etag');
    expect(etag).toMatch(/^"\d+"$/);
    const saved = await put({ ...seen.json, daily_amount: 25 }, etag);
    expect(saved).toMatchObject({ status: 200, json: { ...seen.json, daily_amount: 25 } });
    expect(saved.headers.get('etag')).not.toBe(etag);
    expect((await get()).json).toEqual(saved.json);
    expect(await put(seen.json, etag)).toMatchObject({ status: 412, json: { code: 'version_mismatch' } });
    expect(await put(seen.json, 'W/"1"')).toMatchObject({ status: 412 });
    expect(await put(seen.json, '*')).toMatchObject({ status: 412 });
    expect(await put(seen.json, null)).toMatchObject({ status: 428, json: { code: 'version_required' } });
    expect((await get()).json.daily_amount).toBe(25);
  });

  test('of two who saw the same the second is refused', async () => {
    const { json, headers } = await get();
    const answers = await Promise.all(
      [30, 31].map((amount) => put({ ...json, daily_amount: amount }, headers.get('etag'))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test('are worked by at once', async () => {
    await changed({ enabled: false });
    const { replies } = await api.app.command('grace', 'bytes send', { user: api.person('ada'), amount: 5 });
    expect(textOf(replies[0])).toContain('switched off');
    await changed({ enabled: true });
  });

  test('that are wrong are told of all at once', async () => {
    const { json } = await changed({
      enabled: 'yes',
      daily_amount: 1.5,
      max_transfer: 0,
      streak_mode: 'sometimes',
      streak_bonuses: [{ name: '', days: 1, multiplier: 2 }],
      role_rewards: { admin: 5 },
      no_earn_roles: ['x'],
      colour: 'red',
    });
    expect(json).toMatchObject({ status: 422, code: 'invalid_request' });
    expect(pointers(json).toSorted()).toEqual([
      '#/colour',
      '#/daily_amount',
      '#/enabled',
      '#/max_transfer',
      '#/no_earn_roles/0',
      '#/role_rewards/admin',
      '#/streak_bonuses/0/days',
      '#/streak_bonuses/0/name',
      '#/streak_mode',
    ]);
    for (const { detail } of json.errors) expect(detail).toMatch(/^[A-Z].*\.$/);
  });

  test('that are incomplete are refused', async () => {
    const { headers } = await get();
    const { status, json } = await put({ enabled: true }, headers.get('etag'));
    expect(status).toBe(422);
    expect(json.errors).toContainEqual({ in: 'body', pointer: '#/daily_amount', detail: 'It is missing.' });
    expect(json.errors).toHaveLength(11);
  });

  test('give no role that moderates, stands too high, is a bot’s, or is not there', async () => {
    const nowhere = '400000000000000001';
    const [moderator, buildbot, veteran] = ['Moderator', 'Build Bot', 'Veteran'].map((name) => api.role(name));
    const { status, json } = await changed({
      role_rewards: { [moderator ?? '']: 10, [buildbot ?? '']: 10, [veteran ?? '']: 10, [nowhere]: 10 },
      no_earn_roles: [veteran, nowhere],
      no_earn_channels: [api.channel('general'), nowhere],
    });
    expect(status).toBe(422);
    expect(pointers(json).toSorted()).toEqual(
      [
        '#/no_earn_channels/1',
        '#/no_earn_roles/1',
        `#/role_rewards/${buildbot}`,
        `#/role_rewards/${moderator}`,
        `#/role_rewards/${nowhere}`,
      ].toSorted(),
    );
    const told = json.errors.find(({ pointer }: { pointer: string }) => pointer.endsWith(moderator ?? '-')).detail;
    expect(told).toStartWith('Moderator: ');
    expect(told).toContain('never given automatically');
  });

  test('with roles and channels that are there are taken', async () => {
    const change = {
      role_rewards: { [api.role('Veteran')]: 100_000 },
      no_earn_roles: [api.role('Gophers')],
      no_earn_channels: [api.channel('bot')],
    };
    expect(await changed(change)).toMatchObject({ status: 200, json: change });
  });
});

describe('a forecast', () => {
  test('is of the settings in force, a year unless asked otherwise', async () => {
    await changed({ daily_amount: 10 });
    const { json } = await api.ask('GET', 'forecast');
    expect(json.data).toHaveLength(365);
    expect(json.data[7]).toEqual({ day: 8, multiplier: 2, amount: 20, cumulative: 90 });
    expect((await api.ask('GET', 'forecast?days=1')).json.data).toHaveLength(1);
  });

  test('of other settings saves nothing', async () => {
    const { json: before } = await get();
    const { json } = await api.ask('POST', 'forecast?days=2', { ...before, daily_amount: 1000, streak_bonuses: [] });
    expect(json.data.at(-1)).toEqual({ day: 2, multiplier: 1, amount: 1000, cumulative: 2000 });
    expect((await get()).json).toEqual(before);
    expect((await api.ask('POST', 'forecast', { ...before, daily_amount: -1 })).status).toBe(422);
  });

  test.each(['days=0', 'days=3651', 'days=1e2', 'days='])('of %s is refused', async (query) => {
    expect((await api.ask('GET', `forecast?${query}`)).status).toBe(422);
  });
});
