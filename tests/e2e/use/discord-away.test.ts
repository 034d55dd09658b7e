import { afterAll, afterEach, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createJar, type Jar } from '../../harness/jar.ts';
import { type OpenedApp, openApp } from '../../harness/opened-app.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(120_000);

/** Milliseconds within which every page answers. */
const PATIENCE = 6_000;

describe('while Discord does not answer', () => {
  let app: OpenedApp;
  let grace: Jar;
  let margaret: Jar;
  let guildId: string;
  let userId: string;

  beforeAll(async () => {
    app = await openApp();
    const { guilds } = await app.get<{ guilds: { id: string; members: { user: { id: string } }[] }[] }>('world');
    guildId = guilds[0]?.id ?? '';
    userId = guilds[0]?.members[0]?.user.id ?? '';
    [grace, margaret] = [createJar(app.url), createJar(app.url)];
    await grace.post('/login', { username: 'grace' });
    await margaret.post('/login', { username: 'margaret' });
  });
  afterEach(() => app.post('faults', { clear: true }));
  afterAll(() => app?.close());

  function addresses(): string[] {
    const home = `/admin/guilds/${guildId}`;
    return [
      '/admin',
      '/admin/guilds',
      home,
      `${home}/bytes`,
      `${home}/activity`,
      `${home}/settings`,
      '/admin/users',
      `/admin/users/${userId}`,
      '/admin/users?q=ada',
      '/admin/search?q=ada',
      '/admin/settings/api-keys/new',
      '/admin/settings/system',
      '/me',
    ];
  }

  /** What is wrong with how pages answer one who asks for all of them at once. */
  async function flaws(jar: Jar): Promise<string[]> {
    app.outside.directory.forget(guildId);
    const found = addresses().map(async (address) => {
      const begun = performance.now();
      const { status, text, headers } = await jar.get(address);
      const took = performance.now() - begun;
      if (took > PATIENCE) return `${address} took ${Math.round(took)} ms`;
      if (status === 200 || status === 403) return null;
      const said = status === 503 && text.includes('Discord') && headers.get('retry-after') !== null;
      return said ? null : `${address} ${status}`;
    });
    return (await Promise.all(found)).filter((flaw) => flaw !== null);
  }

  /** Asked now and then, as a person reloads. */
  async function overview(): Promise<string> {
    await Bun.sleep(500);
    const begun = performance.now();
    const { status, text } = await grace.get('/admin');
    expect(status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(PATIENCE);
    return text;
  }

  test.each([
    ['fails', { errors: 1 }],
    ['hangs', { latency: 60_000 }],
    ['limits', { rateLimit: 60 }],
  ])('because it %s, every page answers in time and says so', async (_, faults) => {
    await app.post('faults', faults);
    expect(await flaws(grace)).toEqual([]);
    expect(await flaws(margaret)).toEqual([]);
    const { text } = await margaret.get(`/admin/guilds/${guildId}`);
    expect(text).toContain('Discord does not answer');
  });

  test('and the bot is not connected, the overview says so, until it is', async () => {
    expect((await grace.get('/admin')).text).toContain('Shard 0');
    await app.post('faults', { gatewayDown: true, gateway: 'close:4000' });
    await until(
      async () => (await overview()).includes('Not connected to Discord; trying again.') || undefined,
      30_000,
    );
    expect(await overview()).toContain('Discord needs a look');
    await app.post('faults', { clear: true });
    await until(async () => (await overview()).includes('Shard 0') || undefined, 60_000);
  });
});
