import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';

setDefaultTimeout(60_000);

let app: TestApp;
let guild: { id: string; roles: { id: string; name: string }[] };
let path: string;
let grace: Jar;
let second: Jar;

beforeAll(async () => {
  app = await startTestApp({ ADMIN_DISCORD_IDS: '' });
  const world = await app.get<{ guilds: (typeof guild)[] }>('world');
  if (!world.guilds[0]) throw new Error('no guild');
  guild = world.guilds[0];
  path = `/admin/guilds/${guild.id}/squads`;
  [grace, second] = await Promise.all([signedIn('grace'), signedIn('grace')]);
});
afterAll(() => app.close());

async function signedIn(username: string): Promise<Jar> {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

const roleId = (name: string) => guild.roles.find((role) => role.name === name)?.id ?? '';
const idsIn = (page: string) => [...page.matchAll(/name="squad" value="([\da-f-]+)"/g)].map(([, id]) => id ?? '');
const versionIn = (page: string) => /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';

/** Everything of the form as the page has it, other values in their place. */
async function saved(jar: Jar, id: string, values: Record<string, string>) {
  const { text } = await jar.get(`${path}/${id}/edit`);
  const name = / name="name"[^>]* value="([^"]*)"/.exec(text)?.[1] ?? '';
  const role = / name="roleId" value="(\d+)" checked/.exec(text)?.[1] ?? '';
  const form = { name, roleId: role, description: '', welcome: '', switchCost: '50', isActive: 'on' };
  return jar.post(`${path}/${id}/edit`, { ...form, version: versionIn(text), ...values });
}

describe('the tab of squads', () => {
  test('shows every squad with its figures, the standings and the ways to change them', async () => {
    const { status, text } = await grace.get(path);
    expect(status).toBe(200);
    for (const part of ['Rustaceans', 'Pythonistas', 'Gophers', 'Standings', 'Per member', 'Create a squad'])
      expect(text).toContain(part);
    expect(text).toContain('account of 7 days');
    expect(idsIn(text)).toHaveLength(3);
  });

  test('the buttons sort without a script; of two who sort, the second is told', async () => {
    const { text } = await grace.get(path);
    const ids = idsIn(text);
    const order = (move: string) => [
      ['version', versionIn(text)] as const,
      ...ids.map((id) => ['squad', id] as const),
      ['move', move] as const,
    ];
    await grace.post(`${path}/order`, order(`${ids[2]}.up`), path);
    const [first = '', next = '', last = ''] = ids;
    expect(idsIn((await grace.get(path)).text)).toEqual([first, last, next]);
    await second.post(`${path}/order`, order(`${first}.down`), path);
    const told = (await second.get(path)).text;
    expect(told).toContain('Somebody changed');
    expect(idsIn(told)).toEqual([first, last, next]);
  });

  test('an order that leaves out a squad changes nothing', async () => {
    const { text } = await grace.get(path);
    const [first = ''] = idsIn(text);
    await grace.post(
      `${path}/order`,
      [
        ['version', versionIn(text)],
        ['squad', first],
      ],
      path,
    );
    const after = (await grace.get(path)).text;
    expect(after).toContain('must name every squad');
    expect(idsIn(after)).toEqual(idsIn(text));
  });

  test('every wrong field is said at once, and keeps what was typed', async () => {
    const wrong = {
      ...{ name: ' ', roleId: '', switchCost: 'ten', maxMembers: '0', minReceived: '-1', minAccountDays: '1.5' },
      description: 'x'.repeat(501),
    };
    const { status, text } = await grace.post(`${path}/new`, wrong);
    expect(status).toBe(422);
    expect(text).toContain('7 fields need another look.');
    expect(text).toContain('value="ten"');
    expect(text).toContain('Choose the role that members get.');
  });

  test('a name and a role that are taken, and a role above the bot, are refused beside their field', async () => {
    const form = { name: 'rustaceans', roleId: roleId('Rustaceans'), switchCost: '1' };
    const { status, text } = await grace.post(`${path}/new`, form);
    expect(status).toBe(422);
    expect(text).toContain('There is a squad of this name already.');
    expect(text).toContain('belongs to the squad Rustaceans already');
  });

  test('of two who save, the second sees what differs; saving again decides', async () => {
    const [id = ''] = idsIn((await grace.get(path)).text);
    const stale = versionIn((await second.get(`${path}/${id}/edit`)).text);
    expect((await saved(grace, id, { switchCost: '77' })).status).toBe(303);
    const late = await saved(second, id, { switchCost: '88', version: stale });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody saved other settings');
    expect(late.text).toContain('77 bytes');
    expect(late.text).toContain('88 bytes');
    expect((await saved(second, id, { switchCost: '88' })).status).toBe(303);
    expect((await grace.get(path)).text).toContain('88 bytes');
  });

  test('a squad is closed and opened again', async () => {
    const { text } = await grace.get(path);
    const [id = ''] = idsIn(text);
    const version = versionIn((await grace.get(`${path}/${id}/edit`)).text);
    await grace.post(`${path}/${id}/active`, { version, active: 'off' }, path);
    expect((await grace.get(path)).text).toContain('Closed');
    await grace.post(`${path}/${id}/active`, { version, active: 'on' }, path);
    expect((await grace.get(path)).text).toContain('Somebody changed this squad');
    await grace.post(`${path}/${id}/active`, { version: String(Number(version) + 1), active: 'on' }, path);
    expect((await grace.get(path)).text).not.toContain('Closed');
  });

  test('members of a squad are listed; a squad that is gone leads back', async () => {
    const [id = ''] = idsIn((await grace.get(path)).text);
    expect((await grace.get(`${path}/${id}`)).text).toContain('longest first');
    expect((await grace.get(`${path}/${crypto.randomUUID()}`)).status).toBe(303);
    expect((await grace.get(path)).text).toContain('There is no such squad');
    expect((await grace.get(`${path}/${id}?after=nonsense`)).status).toBe(200);
  });

  test('deleting names the squad and how many lose their role, and asks first', async () => {
    const { text } = await grace.get(path);
    const id = idsIn(text).at(-1) ?? '';
    const asked = await grace.post(`${path}/${id}/delete`, {}, path);
    expect(asked.text).toContain('Delete the squad Pythonistas?');
    expect(asked.text).toMatch(/members? loses? its role/);
    expect(idsIn((await grace.get(path)).text)).toContain(id);
    const unforced = await grace.post(`${path}/${id}/delete`, { confirmed: 'yes' }, path);
    expect(unforced.text).toContain('name="force" value="yes"');
    await grace.post(`${path}/${id}/delete`, { confirmed: 'yes', force: 'yes' }, path);
    expect(idsIn((await grace.get(path)).text)).not.toContain(id);
  });

  test('without squads the page says what to do; a new one is there at once', async () => {
    for (const id of idsIn((await grace.get(path)).text))
      await grace.post(`${path}/${id}/delete`, { confirmed: 'yes', force: 'yes' }, path);
    expect((await grace.get(path)).text).toContain('Create the first squad');
    const form = { name: 'Crabs', roleId: roleId('Rustaceans'), switchCost: '1,000', isActive: 'on' };
    expect((await grace.post(`${path}/new`, form)).status).toBe(303);
    expect((await grace.get(path)).text).toContain('1,000 bytes');
  });
});
