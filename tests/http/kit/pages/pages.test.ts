import { beforeEach, describe, expect, test } from 'bun:test';
import { Elysia } from 'elysia';
import { createErrorPages } from '../../../../src/http/errors.tsx';
import type { Doorkeeper, Session } from '../../../../src/http/kit/pages/doorkeeper.ts';
import { htmlResponse } from '../../../../src/http/kit/pages/pages.ts';
import { guardedRoutes } from '../../../../src/http/kit/pages/rights.ts';
import { actorOf } from '../../../../src/http/kit/pages/visit.ts';
import { createLog } from '../../../../src/platform/log.ts';
import type { GuildRight } from '../../../../src/shared/rights.ts';
import { pagesFor } from './sample.ts';

const GUILD = '100000000000000001';
const OTHER = '100000000000000002';
const SILENT = '100000000000000003';
const log = createLog({ level: 'silent', format: 'json' });

const session = (username: string, id: string): Session => ({
  id: `session-of-${username}`,
  person: { id, username, displayName: username.toUpperCase(), avatar: null },
});

const PEOPLE: Readonly<Record<string, { session: Session; right: GuildRight }>> = {
  ada: { session: session('ada', '300000000000000001'), right: 'member' },
  linus: { session: session('linus', '300000000000000002'), right: 'moderator' },
  grace: { session: session('grace', '300000000000000003'), right: 'manager' },
  root: { session: session('root', '300000000000000004'), right: 'admin' },
};

let denials: unknown[];

const doorkeeper: Doorkeeper = {
  resume: async (token) => PEOPLE[token]?.session ?? null,
  isOpen: async (userId) => Object.values(PEOPLE).some(({ session }) => session.person.id === userId),
  isAdmin: (id) => id === PEOPLE.root?.session.person.id,
  async standing(userId, guildId) {
    if (guildId === SILENT) return 'away';
    const found = Object.values(PEOPLE).find(({ session: { person } }) => person.id === userId);
    return guildId === GUILD && found ? { guild: { id: GUILD, name: 'Guild', icon: 'abc' }, right: found.right } : null;
  },
  guilds: async () => [],
  denied: async ({ username }, denial) => void denials.push({ username, ...denial }),
};

function start(secure = false) {
  const pages = pagesFor(doorkeeper, secure);
  const mayIn = { guild: 'guild_id', right: 'moderator' } as const;
  const app = new Elysia()
    .use(createErrorPages({ asset: (path) => path, log, showDetail: false }))
    .use(pages.plugin)
    .get('/open', ({ visit }) => `${visit.viewer?.username ?? 'nobody'} ${visit.csrf()}`, { anyone: true })
    .post('/open', ({ visit }) => [...visit.fields.keys()].join(), { anyone: true })
    .get(
      '/mine',
      async (context) => {
        const { viewer, notice } = await pages.shell(context);
        return htmlResponse(
          `${notice ? `<p class="${notice.tone}">${notice.text}</p>` : ''}<p>${viewer.displayName}</p>`,
        );
      },
      { may: 'signed_in' },
    )
    .post('/mine', (context) => pages.redirect(context, '/mine', { kind: 'success', text: 'Saved “it”.' }), {
      may: 'signed_in',
    })
    .post(
      '/part',
      (context) => {
        return JSON.stringify(actorOf(context.viewer, context.visit));
      },
      { may: 'signed_in' },
    )
    .get('/all', () => 'all', { may: 'admin' })
    .post('/all', () => 'all', { may: 'admin' })
    .get('/guilds/:guild_id', ({ place }) => JSON.stringify(place), { mayIn })
    .post('/guilds/:guild_id', () => 'changed', { mayIn: { ...mayIn, right: 'manager' } });

  async function ask(path: string, { as, ...init }: RequestInit & { as?: string } = {}) {
    const headers = new Headers(init.headers);
    headers.set('accept', 'text/html');
    headers.set('x-request-id', 'request-1');
    const cookie = [headers.get('cookie'), as && `${secure ? '__Host-' : ''}sd_session=${as}`]
      .filter(Boolean)
      .join('; ');
    if (cookie) headers.set('cookie', cookie);
    const response = await app.handle(new Request(`http://localhost${path}`, { ...init, headers }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  const tokenOf = async (as: string) => (await ask('/open', { as })).text.split(' ')[1] ?? '';
  const post = async (path: string, as: string, fields: Record<string, string> = {}, headers: HeadersInit = {}) =>
    ask(path, { as, method: 'POST', headers, body: new URLSearchParams({ _csrf: await tokenOf(as), ...fields }) });
  return { app, pages, ask, post, tokenOf };
}

beforeEach(() => {
  denials = [];
});

describe('who is not signed in', () => {
  test('is sent to sign in, and back to the page afterwards', async () => {
    const { ask } = start();
    const { status, headers } = await ask('/guilds/1?tab=bytes&x=a b');
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(`/login?next=${encodeURIComponent('/guilds/1?tab=bytes&x=a%20b')}`);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('by htmx too, back to the page that he is on', async () => {
    const { ask } = start();
    const headers = { 'hx-request': 'true', 'hx-current-url': 'http://localhost/admin?x=1' };
    const part = await ask('/mine', { headers });
    expect(part.status).toBe(401);
    expect(part.headers.get('hx-redirect')).toBe(`/login?next=${encodeURIComponent('/admin?x=1')}`);
    const foreign = await ask('/mine', { headers: { ...headers, 'hx-current-url': 'http://evil.example/x' } });
    expect(foreign.headers.get('hx-redirect')).toBe('/login');
  });

  test('nor does a form get through, whatever is in it', async () => {
    const { ask } = start();
    const { status, headers } = await ask('/mine', { method: 'POST', body: 'x'.repeat(300_000) });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe('/login');
  });

  test('may see what is open to all', async () => {
    expect((await start().ask('/open')).text).toStartWith('nobody ');
  });
});

describe('rights', () => {
  const cases: [string, string, string, number][] = [
    ['ada', 'GET', `/guilds/${GUILD}`, 403],
    ['linus', 'GET', `/guilds/${GUILD}`, 200],
    ['grace', 'GET', `/guilds/${GUILD}`, 200],
    ['root', 'GET', `/guilds/${GUILD}`, 200],
    ['linus', 'POST', `/guilds/${GUILD}`, 403],
    ['grace', 'POST', `/guilds/${GUILD}`, 200],
    ['root', 'POST', `/guilds/${GUILD}`, 200],
    ['grace', 'GET', `/guilds/${OTHER}`, 404],
    ['grace', 'POST', `/guilds/${OTHER}`, 404],
    ['root', 'GET', `/guilds/${OTHER}`, 404],
    ['grace', 'GET', '/guilds/nonsense', 404],
    ['grace', 'GET', `/guilds/${GUILD}%2f..`, 404],
    ['grace', 'GET', `/guilds/${SILENT}`, 503],
    ['root', 'POST', `/guilds/${SILENT}`, 503],
    ['grace', 'GET', '/all', 403],
    ['grace', 'POST', '/all', 403],
    ['root', 'GET', '/all', 200],
    ['ada', 'GET', '/mine', 200],
  ];
  test.each(cases)('%s: %s %s is %i', async (as, method, path, expected) => {
    const { ask, post } = start();
    const { status } = method === 'POST' ? await post(path, as) : await ask(path, { as });
    expect(status).toBe(expected);
  });

  test('tell the page where it is', async () => {
    const { text } = await start().ask(`/guilds/${GUILD}`, { as: 'linus' });
    expect(JSON.parse(text)).toEqual({
      guild: { id: GUILD, name: 'Guild', iconUrl: `http://cdn.example/icons/${GUILD}/abc.png?size=64` },
      right: 'moderator',
    });
  });

  test('a refused change is told, a refused look is not; the refusal comes before the form is read', async () => {
    const { ask, post } = start();
    await ask('/all', { as: 'ada' });
    await ask('/all', { as: 'ada', method: 'POST', body: 'no form at all' });
    await post(`/guilds/${GUILD}`, 'linus');
    await post(`/guilds/${OTHER}`, 'grace');
    expect(denials).toEqual([
      { username: 'ada', guildId: null, method: 'POST', path: '/all' },
      { username: 'linus', guildId: GUILD, method: 'POST', path: `/guilds/${GUILD}` },
      { username: 'grace', guildId: null, method: 'POST', path: `/guilds/${OTHER}` },
    ]);
  });

  test('when Discord is away it says so, and when to try again', async () => {
    const { text, headers } = await start().ask(`/guilds/${SILENT}`, { as: 'grace' });
    expect(text).toContain('Discord does not answer');
    expect(headers.get('retry-after')).toBe('10');
  });

  test('of every route can be listed, also of one without any', () => {
    const { app } = start();
    const listed = guardedRoutes(app.get('/planted', () => 'open').routes);
    expect(listed).toContainEqual({ method: 'GET', path: '/planted', asks: null });
    expect(listed.filter(({ asks }) => asks === null)).toHaveLength(1);
    expect(listed).toContainEqual({ method: 'GET', path: '/all', asks: 'admin' });
  });
});

describe('a form', () => {
  test('counts with the token of this very session, in a field or a header', async () => {
    const { ask, post, tokenOf } = start();
    expect((await post('/mine', 'ada')).status).toBe(303);
    const headers = { 'x-csrf-token': await tokenOf('ada') };
    expect((await ask('/mine', { as: 'ada', method: 'POST', headers })).status).toBe(303);
  });

  test.each([
    ['no token', ''],
    ['nonsense', 'nonsense'],
    ['somebody else’s token', 'linus'],
    ['a visitor’s token', ''],
  ])('with %s changes nothing', async (_name, whose) => {
    const { ask, tokenOf } = start();
    const token = whose in PEOPLE ? await tokenOf(whose) : whose || (await tokenOf(''));
    const { status, text } = await ask('/mine', {
      as: 'ada',
      method: 'POST',
      body: new URLSearchParams({ _csrf: token }),
    });
    expect(status).toBe(403);
    expect(text).toContain('Load the page again');
  });

  test('of somebody who is not signed in needs the token of his browser', async () => {
    const { ask } = start();
    const page = await ask('/open');
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(cookie).toStartWith('sd_visitor=');
    const body = () => new URLSearchParams({ _csrf: page.text.split(' ')[1] ?? '', name: 'x' });
    expect(await ask('/open', { method: 'POST', body: body(), headers: { cookie } })).toMatchObject({
      status: 200,
      text: 'name',
    });
    expect((await ask('/open', { method: 'POST', body: body() })).status).toBe(403);
    expect((await ask('/open', { method: 'POST', body: body(), headers: { cookie: 'sd_visitor=other' } })).status).toBe(
      403,
    );
  });

  test('comes as a form, and not too long', async () => {
    const { ask, post, tokenOf } = start();
    const headers = { 'x-csrf-token': await tokenOf('ada') };
    const send = (body: BodyInit, type: string) =>
      ask('/mine', { as: 'ada', method: 'POST', body, headers: { ...headers, 'content-type': type } });
    expect((await send('{"a":1}', 'application/json')).status).toBe(415);
    expect((await send('a=1', 'text/plain')).status).toBe(415);
    expect((await send('nonsense', 'multipart/form-data; boundary=x')).status).toBe(400);
    expect((await post('/mine', 'ada', { a: 'x'.repeat(256 * 1024) })).status).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`a${index}`, '']));
    expect((await post('/mine', 'ada', many)).status).toBe(400);
    expect((await post('/mine', 'ada', { a: 'x\0' })).status).toBe(400);
  });

  test('may carry a file', async () => {
    const { ask, tokenOf } = start();
    const body = new FormData();
    body.append('_csrf', await tokenOf('ada'));
    body.append('file', new File(['{}'], 'config.json', { type: 'application/json' }));
    expect(await ask('/open', { as: 'ada', method: 'POST', body })).toMatchObject({ status: 200, text: 'file' });
  });
});

test.each(['/open?q=%00', '/mine?q=a%00b', '/guilds/%00'])('U+0000 in an address is refused: %s', async (path) => {
  expect((await start().ask(path, { as: 'ada' })).status).toBe(422);
});

describe('a page', () => {
  test('is HTML that nobody keeps', async () => {
    const { ask } = start();
    const whole = await ask('/mine', { as: 'ada' });
    expect(whole.text).toBe('<p>ADA</p>');
    expect(whole.headers.get('cache-control')).toBe('no-store');
    expect(whole.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('after a change shows its message once', async () => {
    const { ask, post } = start();
    const { status, headers } = await post('/mine', 'ada');
    expect([status, headers.get('location')]).toEqual([303, '/mine']);
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const next = await ask('/mine', { as: 'ada', headers: { cookie } });
    expect(next.text).toContain('<p class="success">Saved “it”.</p>');
    expect(next.headers.get('set-cookie')).toContain('sd_flash=; Path=/; Max-Age=0');
  });

  test.each(['x', '%', '%7B%7D', encodeURIComponent('{"kind":"evil","text":"x"}'), encodeURIComponent('[]'), 'null'])(
    'shows no message that is none: %p',
    async (flash) => {
      const { text } = await start().ask('/mine', { as: 'ada', headers: { cookie: `sd_flash=${flash}` } });
      expect(text).toBe('<p>ADA</p>');
    },
  );

  test('an actor is written down with where the request came from', async () => {
    const { text } = await start().post('/part', 'ada');
    expect(JSON.parse(text)).toEqual({
      id: '300000000000000001',
      name: 'ada',
      requestId: 'request-1',
      ip: 'unknown',
    });
  });
});

test('more than 300 pages a minute are too many', async () => {
  const { ask } = start();
  const answers = await Promise.all(Array.from({ length: 305 }, () => ask('/mine', { as: 'ada' })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(300);
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('/mine', { as: 'linus' })).status).toBe(200);
});

test('on https cookies are held to this host, and only over https', async () => {
  const { ask } = start(true);
  const line = (await ask('/open')).headers.get('set-cookie') ?? '';
  expect(line).toMatch(/^__Host-sd_visitor=[\w-]+; Path=\/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax$/);
  expect((await ask('/mine', { headers: { cookie: 'sd_session=ada' } })).status).toBe(303);
  expect((await ask('/mine', { as: 'ada' })).status).toBe(200);
});
