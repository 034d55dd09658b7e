import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { type Api, openApi, STRANGER } from './scene.ts';

setDefaultTimeout(30_000);

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

test('everybody is listed once, the richest first or by id', async () => {
  const byBalance = await api.all('balances?limit=4');
  expect(byBalance.map(({ balance }) => balance)).toEqual(
    byBalance.map(({ balance }) => balance).toSorted((one, other) => other - one),
  );
  const byId = await api.all('balances?limit=4&sort=user_id');
  expect(byId.map(({ user_id }) => user_id)).toEqual(byBalance.map(({ user_id }) => user_id).toSorted());
  expect(new Set(byId.map(({ user_id }) => user_id)).size).toBe(byId.length);
});

test('a search goes by the beginning of the name', async () => {
  const { json } = await api.ask('GET', 'balances?search=PRI');
  expect(json.data).toMatchObject([{ username: 'priya', departed: false, opted_out: false }]);
  expect(json.page).toEqual({ next_cursor: null });
});

test('a cursor holds for its order and its search alone', async () => {
  const { next_cursor: cursor } = (await api.ask('GET', 'balances?limit=2')).json.page;
  for (const other of ['sort=user_id', 'search=a']) {
    const answer = await api.ask('GET', `balances?limit=2&${other}&cursor=${cursor}`);
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_cursor' } });
  }
});

test('a balance is shown of whoever has one, a place on the leaderboard of who is on it', async () => {
  const [first] = (await api.ask('GET', 'leaderboard?limit=1')).json.data;
  expect((await api.ask('GET', `balances/${first.user_id}`)).json).toMatchObject({ balance: first.balance });
  expect((await api.ask('GET', `leaderboard/${first.user_id}`)).json).toEqual(first);
  await api.app.post('leave', { member: 'bjorn' });
  const gone = (await api.ask('GET', `balances/${api.person('bjorn')}`)).json;
  expect(gone).toMatchObject({ departed: true, username: 'bjorn' });
  for (const unranked of [api.person('bjorn'), STRANGER]) {
    const answer = await api.ask('GET', `leaderboard/${unranked}`);
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_ranked', context: { user_id: unranked } } });
  }
  expect((await api.ask('GET', `balances/${STRANGER}`)).json).toMatchObject({
    code: 'no_account',
    context: { user_id: STRANGER },
  });
});
