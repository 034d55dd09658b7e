import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createDiscordSignIn, type DiscordSignIn } from '../../src/discord/oauth.ts';
import { decideOnConsent } from '../harness/consent.ts';
import { startSimulator, type TestSimulator } from '../harness/simulator.ts';
import { createSmallWorld } from '../harness/small-world.ts';

const BACK = 'http://127.0.0.1:3000/auth/callback';
const small = createSmallWorld();
const { grace, ada } = small.people;
let discord: TestSimulator;
let signIn: DiscordSignIn;

beforeAll(async () => {
  discord = await startSimulator({ seed: () => small.world.state });
  signIn = at(discord.url);
});
afterAll(() => discord.close());

function at(url: string, clientSecret = discord.simulator.clientSecret): DiscordSignIn {
  return createDiscordSignIn({
    authorizeUrl: `${url}/simulator/discord/oauth2/authorize`,
    apiUrl: `${url}/simulator/discord/api`,
    clientId: discord.simulator.applicationId,
    clientSecret,
  });
}

test('asks for nothing but who somebody is, with state and PKCE', async () => {
  const { url, state, verifier } = await signIn.begin(BACK);
  const query = Object.fromEntries(new URL(url).searchParams);
  expect(query).toEqual({
    client_id: discord.simulator.applicationId,
    response_type: 'code',
    redirect_uri: BACK,
    scope: 'identify',
    state,
    code_challenge: new Bun.CryptoHasher('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  expect(Buffer.from(state, 'base64url').length).toBeGreaterThanOrEqual(32);
  const again = await signIn.begin(BACK);
  expect(again.state).not.toBe(state);
  expect(again.verifier).not.toBe(verifier);
});

test('tells who agreed', async () => {
  const pending = await signIn.begin(BACK);
  const answer = await decideOnConsent(pending.url, 'authorize', grace.id);
  expect(await signIn.finish(answer, pending)).toEqual({
    id: grace.id,
    username: 'grace',
    displayName: 'Grace',
    avatar: grace.avatar,
  });
  expect(discord.violations()).toEqual([]);
});

describe('nobody comes in', () => {
  test('who cancelled', async () => {
    const pending = await signIn.begin(BACK);
    expect(await signIn.finish(await decideOnConsent(pending.url, 'cancel', grace.id), pending)).toBe('cancelled');
  });

  test('with the answer to what another browser asked, or with none', async () => {
    const [mine, theirs] = [await signIn.begin(BACK), await signIn.begin(BACK)];
    const answer = await decideOnConsent(theirs.url, 'authorize', ada.id);
    expect(await signIn.finish(answer, mine)).toBe('foreign');
    answer.delete('state');
    expect(await signIn.finish(answer, mine)).toBe('foreign');
    expect(await signIn.finish(new URLSearchParams(), mine)).toBe('foreign');
    expect(await signIn.finish(new URLSearchParams({ state: mine.state }), mine)).toBe('foreign');
    expect(await signIn.finish(new URLSearchParams(`state=${mine.state}&code=a&code=b`), mine)).toBe('foreign');
    const cancelled = await decideOnConsent(theirs.url, 'cancel', ada.id);
    expect(await signIn.finish(cancelled, mine)).toBe('foreign');
  });

  test('twice with one code', async () => {
    const pending = await signIn.begin(BACK);
    const answer = await decideOnConsent(pending.url, 'authorize', grace.id);
    await signIn.finish(answer, pending);
    expect(await signIn.finish(answer, pending)).toBe('refused');
  });

  test('with a stolen code, without the verifier that only the right browser has', async () => {
    const [mine, theirs] = [await signIn.begin(BACK), await signIn.begin(BACK)];
    const answer = await decideOnConsent(theirs.url, 'authorize', grace.id);
    answer.set('state', mine.state);
    expect(await signIn.finish(answer, mine)).toBe('refused');
  });

  test('while Discord is away, fails, or does not know us', async () => {
    const pending = await signIn.begin(BACK);
    const answer = await decideOnConsent(pending.url, 'authorize', grace.id);
    expect(await at('http://127.0.0.1:9').finish(answer, pending)).toBe('away');
    expect(await at(discord.url, 'wrong').finish(answer, pending)).toBe('away');
    discord.simulator.faults.set({ errors: 1 });
    try {
      expect(await signIn.finish(answer, pending)).toBe('away');
    } finally {
      discord.simulator.faults.clear();
    }
  });
});
