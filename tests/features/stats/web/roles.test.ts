import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../../harness/app.ts';
import { createJar } from '../../../harness/jar.ts';
import { until } from '../../../harness/until.ts';

setDefaultTimeout(60_000);

interface World {
  guilds: {
    id: string;
    roles: { id: string; name: string }[];
    members: { user: { username: string }; roles: string[] }[];
  }[];
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ ADMIN_DISCORD_IDS: '' });
});
afterAll(() => app?.close());

async function signedIn(username: string) {
  const jar = createJar(app.url);
  await jar.post('/login', { username });
  return jar;
}

test('a role that Discord refused is listed with its reason, and given when somebody tries again', async () => {
  const [guild] = (await app.get<World>('world')).guilds;
  const path = `/admin/guilds/${guild?.id}/roles`;
  const [grace, dennis] = await Promise.all([signedIn('grace'), signedIn('dennis')]);
  expect((await grace.get(path)).text).toContain('Every role was given.');

  // Leaving takes a role; a refused one waits for a person.
  await app.post('faults', { refuse: [{ match: 'DELETE /guilds', status: 403, code: 50013 }] });
  const [question] = (await app.command('bjorn', 'squads leave')).replies;
  if (!question) throw new Error('the bot said nothing');
  await app.press('bjorn', question, 'Leave Rustaceans');
  const listed = await until(async () => {
    const { text } = await dennis.get(path);
    return text.includes('Björn') ? text : undefined;
  });
  for (const part of ['Take ', 'Rustaceans', 'permission Manage Roles']) expect(listed).toContain(part);
  expect(listed).not.toContain('Try all again');
  expect((await dennis.post(path, {}, path)).status).toBe(403);
  expect((await grace.get(`/admin/guilds/${guild?.id}`)).text).toContain(`href="${path}"`);

  await app.post('faults', { clear: true });
  expect((await grace.get(path)).text).toContain('Try all again');
  expect((await grace.post(path, {}, path)).status).toBe(303);
  expect((await grace.get(path)).text).toContain('1 role is being tried again');
  const rustaceans = guild?.roles.find(({ name }) => name === 'Rustaceans')?.id ?? '';
  await until(async () => {
    const [now] = (await app.get<World>('world')).guilds;
    const bjorn = now?.members.find(({ user }) => user.username === 'bjorn');
    return bjorn && !bjorn.roles.includes(rustaceans) ? true : undefined;
  });
  expect((await grace.get(path)).text).toContain('Every role was given.');
});
