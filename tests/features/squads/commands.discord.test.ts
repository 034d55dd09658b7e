import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { type Reply, textOf } from '../../harness/control.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  guilds: {
    roles: { id: string; name: string }[];
    members: { user: { id: string; username: string }; roles: string[] }[];
  }[];
}

/** The seeded guild: tomas is in Pythonistas, bjorn in Rustaceans, and neither switched lately. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterEach(() => app.post('faults', { clear: true }));
afterAll(() => app?.close());

async function answered(as: string, name: string, options: Record<string, unknown> = {}): Promise<Reply> {
  const [reply] = (await app.command(as, `squads ${name}`, options)).replies;
  if (!reply) throw new Error('the bot said nothing');
  return reply;
}

async function rolesOf(username: string): Promise<string> {
  const [guild] = (await app.get<World>('world')).guilds;
  const held = guild?.members.find(({ user }) => user.username === username)?.roles ?? [];
  const names = held.map((id) => guild?.roles.find((role) => role.id === id)?.name ?? id);
  return names.filter((name) => ['Rustaceans', 'Pythonistas', 'Gophers'].includes(name)).join();
}

const hasRole = (username: string, name: string) =>
  until(async () => ((await rolesOf(username)) === name ? true : undefined), 20_000);

async function balanceOf(user: string): Promise<number> {
  const [reply] = (await app.command('dennis', 'bytes balance', { user })).replies;
  return Number(/has \*\*([\d,]+) byte/.exec(textOf(reply))?.[1]?.replaceAll(',', ''));
}

const squadOf = async (user: string) => textOf(await answered(user, 'info'));

describe('while Discord asks for patience', () => {
  test('a short rate limit only delays the role; the price is taken once', async () => {
    const before = await balanceOf('tomas');
    const question = await answered('tomas', 'join', { squad: 'Rustaceans' });
    await app.post('faults', { rateLimit: 1 });
    const pressed = app.press('tomas', question, 'Switch for 50 bytes');
    await Bun.sleep(500);
    await app.post('faults', { rateLimit: 0 });
    await pressed;
    await hasRole('tomas', 'Rustaceans');
    expect(await balanceOf('tomas')).toBe(before - 50);
  });

  test('one that outlasts a minute gives the price and the old squad back', async () => {
    const before = await balanceOf('bjorn');
    const question = await answered('bjorn', 'join', { squad: 'Pythonistas' });
    await app.post('faults', { refuse: [{ match: '/roles/', status: 429, code: 0, retry_after: 1 }] });
    await app.press('bjorn', question, 'Switch for 50 bytes');
    expect(await balanceOf('bjorn')).toBe(before - 50);
    await app.advance('50s');
    await until(async () => ((await balanceOf('bjorn')) === before ? true : undefined), 20_000);
    await app.post('faults', { refuse: [] });
    await app.advance('2m');
    await hasRole('bjorn', 'Rustaceans');
    expect(await squadOf('bjorn')).toContain('is in <@&');
    expect(await balanceOf('bjorn')).toBe(before);
  });
});

describe('roles that were changed by hand', () => {
  test('the squad’s role comes back, and another squad’s goes', async () => {
    await app.post('moderate', { as: 'grace', member: 'bjorn', action: 'role_remove', role: 'Rustaceans' });
    await hasRole('bjorn', 'Rustaceans');
    await app.post('moderate', { as: 'grace', member: 'bjorn', action: 'role_add', role: 'Pythonistas' });
    await hasRole('bjorn', 'Rustaceans');
  });

  test('so it does for what happened while the bot was away', async () => {
    await app.post('faults', { gatewayDown: true });
    await app.post('moderate', { as: 'grace', member: 'bjorn', action: 'role_remove', role: 'Rustaceans' });
    await app.post('faults', { gatewayDown: false });
    await app.stop();
    app = await startTestApp({}, app.dataDir);
    await hasRole('bjorn', 'Rustaceans');
  });
});

describe('between a question and its answer', () => {
  test('a restart changes nothing: the switch happens, once', async () => {
    const before = await balanceOf('noor');
    const first = await answered('noor', 'join', { squad: 'Gophers' });
    await app.stop();
    app = await startTestApp({}, app.dataDir);
    const pressed = await app.press('noor', first, 'Switch for 75 bytes');
    expect(pressed.replies.map(textOf).join()).toContain('You switched from');
    await hasRole('noor', 'Gophers');
    expect(await balanceOf('noor')).toBe(before - 75);
  });

  test('a restart before Discord gave the role still ends with it, or with the price back', async () => {
    const before = await balanceOf('sofia');
    const question = await answered('sofia', 'join', { squad: 'Rustaceans' });
    await app.post('faults', { refuse: [{ match: '/roles/', status: 500, code: 0 }] });
    await app.press('sofia', question, 'Switch for 50 bytes');
    expect(await balanceOf('sofia')).toBe(before - 50);
    await app.stop();
    app = await startTestApp({}, app.dataDir);
    await app.post('faults', { refuse: [] });
    await app.advance('50s');
    await until(async () => {
      const [held, left] = [await rolesOf('sofia'), await balanceOf('sofia')];
      return (held === 'Rustaceans' && left === before - 50) || (held === 'Gophers' && left === before) || undefined;
    }, 20_000);
  });
});
