import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Reply, textOf } from '../../harness/control.ts';
import { type OpenedApp, openApp } from '../../harness/opened-app.ts';

setDefaultTimeout(30_000);

interface Part {
  readonly custom_id: string;
  readonly label?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

let app: OpenedApp;
let ask: (method: string, path: string, body?: unknown, headers?: object) => Promise<Response>;
const roleOf = new Map<string, string>();

beforeAll(async () => {
  app = await openApp();
  const { guilds } = await app.get<{ guilds: { id: string; roles: { id: string; name: string }[] }[] }>('world');
  const [guild] = guilds;
  for (const { id, name } of guild?.roles ?? []) roleOf.set(name, id);
  await addTeams(guild?.id ?? '');
  const key = readFileSync(join(app.outside.config.dataDir, 'dev-api-key'), 'utf8').trim();
  const common = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  ask = (method, path, body, headers = {}) =>
    fetch(`${app.url}/api/guilds/${guild?.id}/squads${path}`, {
      method,
      headers: { ...common, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}, 60_000);
afterAll(() => app?.close());

/** The seeded guild has no roles for thirty squads, so these lost theirs. */
async function addTeams(guildId: string): Promise<void> {
  await app.outside.db.rows(
    `INSERT INTO squads (id, guild_id, role_id, name, switch_cost, position, created_at, updated_at)
     SELECT gen_random_uuid(), $1, (300000000000000000 + n)::text, 'Team ' || n, 10, n, now(), now() FROM generate_series(4, 30) AS n`,
    [guildId],
  );
}

const wish = (change: object) => ({
  ...{ name: 'Veterans', role_id: roleOf.get('Veteran'), description: '', switch_cost: 5, max_members: null },
  ...{ min_received: null, min_account_days: null, required_role_id: null, is_active: true, welcome: '', ...change },
});
const problems = async (response: Response) => {
  const { status, errors = [] } = (await response.json()) as { status: number; errors?: { pointer: string }[] };
  return [status, ...errors.map(({ pointer }) => pointer)];
};

test('a role that is dangerous, managed, too high or missing is refused with the reason', async () => {
  for (const name of ['Moderator', 'Owner', 'Build Bot', 'Smarter Dev'])
    expect(await problems(await ask('POST', '', wish({ role_id: roleOf.get(name) })))).toEqual([422, '#/role_id']);
  expect(await problems(await ask('POST', '', wish({ role_id: '400000000000000001' })))).toEqual([422, '#/role_id']);
  const taken = wish({ role_id: roleOf.get('Gophers'), name: 'rustaceans', required_role_id: '400000000000000001' });
  expect(await problems(await ask('POST', '', taken))).toEqual([422, '#/role_id', '#/required_role_id', '#/name']);
});

test('a squad is made, replaced by who has seen the last one, and deleted by force only with members', async () => {
  const made = await ask('POST', '', wish({}));
  const squad = (await made.json()) as { id: string };
  expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
  const put = (match?: string) =>
    ask('PUT', `/${squad.id}`, wish({ switch_cost: 7 }), match === undefined ? {} : { 'if-match': match });
  expect([(await put('"1"')).status, (await put('"1"')).status, (await put()).status]).toEqual([200, 412, 428]);
  const priya = (await app.get<{ guilds: { members: { user: { id: string; username: string } }[] }[] }>('world')).guilds
    .flatMap(({ members }) => members)
    .find(({ user }) => user.username === 'priya')?.user.id;
  expect((await ask('POST', '', wish({ name: 'abc\u202egnp' }))).status).toBe(422);
  for (const [method, status] of [
    ['PUT', 200],
    ['DELETE', 204],
    ['PUT', 200],
  ] as const) {
    expect((await ask(method, `/${squad.id}/members/${priya}`)).status).toBe(status);
  }
  const kept = await ask('DELETE', `/${squad.id}`);
  expect([kept.status, await kept.json()]).toMatchObject([409, { code: 'squad_has_members', context: { members: 1 } }]);
  expect((await ask('DELETE', `/${squad.id}?force=true`)).status).toBe(204);
  expect((await ask('GET', `/${squad.id}`)).status).toBe(404);
});

test('thirty squads are chosen from a select with pages, and found by a part of their name', async () => {
  const [list] = (await app.command('priya', 'squads list')).replies;
  if (!list) throw new Error('no list');
  expect(partsOf(list)[0]?.options).toHaveLength(15);
  const next = partsOf(list).find(({ label }) => label?.startsWith('Next'))?.custom_id;
  const [second] = (await app.post('press', { as: 'priya', message: list.id, custom_id: next })).replies;
  const options = partsOf(second ?? list)[0]?.options ?? [];
  expect(options.map(({ label }) => label)).toContain('Team 28');
  const choice = options.find(({ label }) => label === 'Team 28')?.value;
  const select = partsOf(second ?? list)[0]?.custom_id;
  const { replies } = await app.post('press', { as: 'priya', message: list.id, custom_id: select, values: [choice] });
  expect(replies.map(textOf).join()).toContain('Team 28 needs attention');
  expect(textOf((await app.command('priya', 'squads members', { squad: 'am 27' })).replies[0])).toContain('0 members');
});

function partsOf({ components = [] }: Reply): Part[] {
  return components.flatMap((row) => ('components' in row ? (row.components as unknown as Part[]) : []));
}
