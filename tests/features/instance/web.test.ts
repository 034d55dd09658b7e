import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestApp, type TestApp } from '../../harness/app.ts';
import { createJar, type Jar } from '../../harness/jar.ts';

setDefaultTimeout(30_000);

const ADMINS = '/admin/settings/admins';

describe('settings of the instance', () => {
  let app: TestApp;
  let owner: Jar;
  beforeAll(async () => {
    app = await startTestApp({ SESSION_SECRET: 'a-secret-that-nobody-should-read-1234' });
    owner = createJar(app.url);
    await owner.post('/login', { username: 'grace' });
  });
  afterAll(() => app.close());

  test('begin with the keys', async () => {
    expect((await owner.get('/admin/settings')).location).toBe('/admin/settings/api-keys');
  });

  test('the system tells its health, what it runs on and its configuration, but no secret', async () => {
    const { text } = await owner.get('/admin/settings/system');
    for (const fact of ['Database', 'Up for', 'Bun ', 'SESSION_SECRET', 'environment']) expect(text).toContain(fact);
    expect(text).not.toContain('a-secret-that-nobody');
  });

  test('the audit log is searched, filtered and turned', async () => {
    for (let i = 0; i < 35; i += 1) await createJar(app.url).post('/login', { username: 'ada' });
    const first = await owner.get('/admin/settings/audit?kind=sign_in');
    expect(first.text).toContain('signed in');
    const older = /href="(\?[^"]*before=[^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await owner.get(`/admin/settings/audit${older}`)).text).toContain('← Newer');
    expect((await owner.get('/admin/settings/audit?q=grace')).text).toContain('grace');
    expect((await owner.get('/admin/settings/audit?q=%25nobody')).text).toContain('Nothing matches «%nobody»');
    expect((await owner.get('/admin/settings/audit?before=x&after=y&kind=z')).status).toBe(200);
  });

  test('in development somebody is made an admin, and no admin again', async () => {
    const ada = createJar(app.url);
    await ada.post('/login', { username: 'ada' });
    const unknown = await owner.post(ADMINS, { user: '"><b>' });
    expect(unknown.status).toBe(422);
    expect(unknown.text).not.toContain('"><b>');
    expect((await owner.post(ADMINS, { user: '@Ada' })).status).toBe(303);
    expect((await ada.get(ADMINS)).status).toBe(200);
    expect((await owner.post(ADMINS, { user: 'ada' })).text).toContain('They are an admin already.');
    const remove = /action="(\/admin\/settings\/admins\/\d+\/remove)"/.exec((await owner.get(ADMINS)).text)?.[1] ?? '';
    expect((await owner.post(remove, {}, ADMINS)).text).toContain('Take the rights of an admin from Ada');
    await owner.post(remove, { confirmed: 'yes' }, ADMINS);
    expect((await ada.get(ADMINS)).status).toBe(403);
    expect((await owner.get('/admin/settings/audit?kind=other')).text).toContain('made somebody an admin');
  });
});
