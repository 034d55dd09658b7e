import { describe, expect, test } from 'bun:test';
import { createOAuth } from '../../../src/simulator/oauth/oauth.tsx';
import { createSmallWorld } from '../../harness/small-world.ts';
import { createDesk } from '../rest/desk.ts';

const SECRET = 'simulated-client-secret';
const CALLBACK = 'http://127.0.0.1:3000/auth/callback';
const VERIFIER = 'v'.repeat(64);
const CHALLENGE = new Bun.CryptoHasher('sha256').update(VERIFIER).digest('base64url');

/** An OAuth2 server over a small world, with a real time of its own. */
function createDoor() {
  let now = Date.UTC(2026, 10, 22);
  const small = createSmallWorld();
  const oauth = createOAuth({
    world: small.world,
    clientSecret: SECRET,
    asset: (path) => `/static${path}`,
    realClock: { now: () => now },
  });
  const clientId = small.world.state.application.id;
  const wanted = (changes: Record<string, string | undefined> = {}) => {
    const fields = {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'identify guilds',
      state: 's-1',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...changes,
    };
    return new URLSearchParams(
      Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
    );
  };
  const send = (method: string, path: string, init: RequestInit = {}) => {
    const answer = oauth.handle(
      method,
      path,
      new Request(
        `http://127.0.0.1${path}${method === 'GET' ? `?${init.body}` : ''}`,
        method === 'GET' ? {} : { method, ...init },
      ),
    );
    if (!answer) throw new Error(`no answer to ${method} ${path}`);
    return answer;
  };
  const form = (fields: URLSearchParams) => ({
    body: fields.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const decide = (fields: URLSearchParams, user: string, decision = 'authorize') => {
    fields.set('user', user);
    fields.set('decision', decision);
    return send('POST', '/oauth2/authorize', form(fields));
  };
  const token = async (
    fields: Record<string, string>,
    credentials: Record<string, string> = { client_id: clientId, client_secret: SECRET },
  ) => {
    const response = await send('POST', '/oauth2/token', form(new URLSearchParams({ ...credentials, ...fields })));
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const exchange = (code: string, changes: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: VERIFIER, ...changes });
  const code = async (changes: Record<string, string | undefined> = {}) => {
    const response = await decide(wanted(changes), small.people.grace.id);
    return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
  };
  return {
    ...small,
    oauth,
    clientId,
    wanted,
    send,
    form,
    decide,
    token,
    exchange,
    code,
    pass: (ms: number) => (now += ms),
  };
}

function elements(page: string, selector: string): number {
  let count = 0;
  new HTMLRewriter().on(selector, { element: () => void count++ }).transform(page);
  return count;
}

describe('the page', () => {
  test('asks who one is, among people and not bots', async () => {
    const { send, wanted } = createDoor();
    const response = await send('GET', '/oauth2/authorize', { body: wanted().toString() });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Simulated Discord');
    expect(page).toContain('Know which guilds you are in');
    expect(page.match(/type="radio"/g)).toHaveLength(5);
    expect(page).toContain('owns Small Guild');
    expect(page).toContain('moderates Small Guild');
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:3000");
  });

  test('shows hostile names as text', async () => {
    const { send, wanted, world, people } = createDoor();
    world.updateUser(people.ada.id, {
      username: '<script>alert(1)</script>',
      global_name: '"><img src=x onerror=alert(1)>',
    });
    const page = await (
      await send('GET', '/oauth2/authorize', { body: wanted({ state: '"><script>alert(2)</script>' }).toString() })
    ).text();
    expect(elements(page, 'script:not([src]), img[src="x"], [onerror]')).toBe(0);
    expect(elements(page, 'input[name="state"]')).toBe(1);
  });

  test.each([
    ['another application', { client_id: '1' }, 'client_id'],
    ['no scope', { scope: '' }, 'scope is missing'],
    ['an unknown scope', { scope: 'identify root' }, 'scope is invalid'],
    ['no way back', { redirect_uri: undefined }, 'redirect_uri is missing'],
    ['a way back to elsewhere', { redirect_uri: 'https://evil.example/' }, 'loopback'],
    ['a way back that only looks local', { redirect_uri: 'http://127.0.0.1.evil.example/' }, 'loopback'],
    ['a script as way back', { redirect_uri: 'javascript:alert(1)' }, 'loopback'],
    ['another response', { response_type: 'token' }, 'response_type'],
    ['permissions that are none', { permissions: 'all' }, 'permissions'],
  ])('refuses %s, without sending anybody there', async (_name, changes, words) => {
    const { send, wanted, decide, people } = createDoor();
    const response = await send('GET', '/oauth2/authorize', { body: wanted(changes).toString() });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    const posted = await decide(wanted(changes), people.ada.id);
    expect({ status: posted.status, location: posted.headers.get('location') }).toEqual({
      status: 400,
      location: null,
    });
  });

  test('sends back who cancels, with the state', async () => {
    const { decide, wanted, people } = createDoor();
    const response = await decide(wanted(), people.ada.id, 'cancel');
    const target = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(target.origin + target.pathname).toBe(CALLBACK);
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ error: 'access_denied', state: 's-1' });
  });

  test('asks again when nobody, or a bot, was chosen', async () => {
    const { decide, wanted, clientId } = createDoor();
    for (const user of ['', '1', clientId]) expect((await decide(wanted(), user)).status).toBe(400);
  });
});

describe('a code', () => {
  test('becomes tokens, and those are a person', async () => {
    const { code, exchange, oauth, people } = createDoor();
    const { status, body } = await exchange(await code());
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 604_800, scope: 'identify guilds' });
    expect(oauth.resolve(body.access_token ?? '')).toMatchObject({
      userId: people.grace.id,
      scopes: ['identify', 'guilds'],
    });
  });

  test('serves once', async () => {
    const { code, exchange } = createDoor();
    const issued = await code();
    await exchange(issued);
    expect(await exchange(issued)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test.each([
    ['a wrong verifier', { code_verifier: 'w'.repeat(64) }],
    ['no verifier', { code_verifier: '' }],
    ['another way back', { redirect_uri: `${CALLBACK}/` }],
    ['another code', { code: 'simulated.other' }],
  ])('is refused with %s, and is spent', async (_name, changes) => {
    const { code, exchange } = createDoor();
    const issued = await code();
    expect(await exchange(issued, changes)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    if (!('code' in changes)) expect((await exchange(issued)).status).toBe(400);
  });

  test('lapses after a minute', async () => {
    const { code, exchange, pass } = createDoor();
    const issued = await code();
    pass(60_000);
    expect((await exchange(issued)).body.error).toBe('invalid_grant');
  });

  test('needs no verifier when none was announced, and takes a plain one', async () => {
    const door = createDoor();
    const bare = await door.code({ code_challenge: undefined, code_challenge_method: undefined });
    expect((await door.exchange(bare, { code_verifier: '' })).status).toBe(200);
    const plain = await door.code({ code_challenge: VERIFIER, code_challenge_method: undefined });
    expect((await door.exchange(plain)).status).toBe(200);
  });
});

describe('the token endpoint', () => {
  test('knows the client by Basic too, and refuses a wrong one', async () => {
    const { code, send, form, clientId, token } = createDoor();
    const fields = new URLSearchParams({
      grant_type: 'authorization_code',
      code: await code(),
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
    });
    const { body, headers } = form(fields);
    const basic = `Basic ${btoa(`${clientId}:${SECRET}`)}`;
    expect((await send('POST', '/oauth2/token', { body, headers: { ...headers, authorization: basic } })).status).toBe(
      200,
    );
    expect(await token({ grant_type: 'refresh_token' }, { client_id: clientId, client_secret: 'guess' })).toMatchObject(
      { status: 401, body: { error: 'invalid_client' } },
    );
  });

  test('takes forms only, and grants it knows', async () => {
    const { send, token } = createDoor();
    const json = await send('POST', '/oauth2/token', { body: '{}', headers: { 'content-type': 'application/json' } });
    expect(await json.json()).toMatchObject({ error: 'invalid_request' });
    expect(await token({ grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
  });

  test('rotates refresh tokens: the old pair is void', async () => {
    const { code, exchange, token, oauth } = createDoor();
    const { body: first } = await exchange(await code());
    const { body: second } = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' });
    expect(oauth.resolve(second.access_token ?? '')).not.toBeNull();
    expect(oauth.resolve(first.access_token ?? '')).toBeNull();
    expect(await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });

  test.each(['access_token', 'refresh_token'])('revokes by the %s', async (which) => {
    const { code, exchange, send, form, oauth, clientId } = createDoor();
    const { body } = await exchange(await code());
    await send(
      'POST',
      '/api/v10/oauth2/token/revoke',
      form(new URLSearchParams({ client_id: clientId, client_secret: SECRET, token: body[which] ?? '' })),
    );
    expect(oauth.resolve(body.access_token ?? '')).toBeNull();
  });

  test('tokens expire after a week of simulated time', async () => {
    const { code, exchange, oauth, world } = createDoor();
    const { body } = await exchange(await code());
    world.advance(604_800_000);
    expect(oauth.resolve(body.access_token ?? '')).toBeNull();
  });
});

describe('installing the bot', () => {
  const scope = 'bot applications.commands';

  test('brings it into a guild that the person manages', async () => {
    const { decide, wanted, world, guildId, people } = createDoor();
    world.removeBot(guildId);
    const response = await decide(wanted({ scope, guild_id: guildId, permissions: '8' }), people.grace.id);
    expect(Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams)).toMatchObject({
      guild_id: guildId,
      permissions: '8',
      state: 's-1',
    });
    expect(world.bot(guildId)).toBeDefined();
  });

  test('is not for people who may not', async () => {
    const { decide, wanted, world, guildId, people } = createDoor();
    world.removeBot(guildId);
    expect((await decide(wanted({ scope, guild_id: guildId }), people.ada.id)).status).toBe(400);
    expect(world.bot(guildId)).toBeUndefined();
  });
});

describe('what an access token opens', () => {
  function bearerDesk(scopes: string[]) {
    const grants = new Map<string, { userId: string; scopes: string[]; expiresAt: number }>();
    const desk = createDesk({ bearer: (token) => grants.get(token) ?? null });
    grants.set('good', { userId: desk.people.grace.id, scopes, expiresAt: Date.now() + 1000 });
    const get = (path: string) => desk.call('GET', path, undefined, { authorization: 'Bearer good' });
    return { ...desk, get };
  }

  test('the person, his guilds and his place there, all by the published schema', async () => {
    const desk = bearerDesk(['identify', 'email', 'guilds', 'guilds.members.read']);
    expect((await desk.get('/users/@me')).body).toMatchObject({ username: 'grace', email: 'grace@example.invalid' });
    expect((await desk.get('/users/@me/guilds')).body).toMatchObject([{ name: 'Small Guild', owner: true }]);
    expect((await desk.get(`/users/@me/guilds/${desk.guildId}/member`)).body).toMatchObject({
      user: { username: 'grace' },
    });
    expect((await desk.get('/oauth2/@me')).body).toMatchObject({
      scopes: ['identify', 'email', 'guilds', 'guilds.members.read'],
    });
    expect(desk.violations()).toEqual([]);
  });

  test('no e-mail address and no guilds without their scopes, and nothing of the bot', async () => {
    const { get, guildId } = bearerDesk(['identify']);
    expect((await get('/users/@me')).body).not.toHaveProperty('email');
    expect((await get('/users/@me/guilds')).status).toBe(403);
    expect((await get(`/guilds/${guildId}`)).status).toBe(401);
  });
});
