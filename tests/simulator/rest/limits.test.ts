import { describe, expect, test } from 'bun:test';
import { DISCORD_QUOTAS, NO_QUOTAS } from '../../../src/simulator/rest/limits.ts';
import { createDesk } from './desk.ts';

const SEND = 'POST /channels/:channel/messages';

/** A desk whose real time stands still until it is moved. */
function limitedDesk(quotas = DISCORD_QUOTAS) {
  let now = Date.UTC(2026, 10, 22);
  const desk = createDesk({ quotas, realClock: { now: () => now } });
  const send = (channel = desk.general.id) => desk.call('POST', `/channels/${channel}/messages`, { content: 'hi' });
  return { ...desk, send, pass: (ms: number) => (now += ms) };
}

describe('rate limits', () => {
  test('count down per route, and say so in the headers', async () => {
    const { send, pass } = limitedDesk();
    const first = await send();
    expect(Object.fromEntries([...first.headers].filter(([name]) => name.startsWith('x-ratelimit')))).toMatchObject({
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '4',
      'x-ratelimit-reset-after': '5.000',
    });
    pass(1500);
    expect((await send()).headers.get('x-ratelimit-reset-after')).toBe('3.500');
  });

  test('refuse with 429 and the seconds to wait, then let through again', async () => {
    const { send, pass, world, general } = limitedDesk();
    for (let sent = 0; sent < 5; sent += 1) expect((await send()).status).toBe(200);
    pass(100);
    const refused = await send();
    expect(refused.body).toEqual({ message: 'You are being rate limited.', retry_after: 4.9, global: false, code: 0 });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('4.900');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
    expect(world.state.messages[general.id]).toHaveLength(5);
    pass(4900);
    expect((await send()).status).toBe(200);
  });

  test('of one channel leave the others alone', async () => {
    const { send, staff } = limitedDesk();
    for (let sent = 0; sent < 5; sent += 1) await send();
    expect((await send(staff.id)).status).not.toBe(429);
  });

  test('hold for all routes together, but not for interactions', async () => {
    const { call, pass } = limitedDesk({ ...NO_QUOTAS, global: { limit: 3, window: 1000 } });
    for (let sent = 0; sent < 3; sent += 1) await call('GET', '/users/@me');
    const refused = await call('GET', '/gateway/bot');
    expect(refused).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    expect(await call('POST', '/interactions/1/token/callback', { type: 5 })).toMatchObject({ status: 404 });
    pass(1000);
    expect((await call('GET', '/users/@me')).status).toBe(200);
  });

  test('follow real time, not the simulated clock', async () => {
    const { send, world } = limitedDesk({ ...NO_QUOTAS, [SEND]: { limit: 1, window: 1000 } });
    await send();
    world.advance(86_400_000);
    expect((await send()).status).toBe(429);
  });

  test('answers to them fit the published schema', async () => {
    const desk = limitedDesk({ ...NO_QUOTAS, [SEND]: { limit: 0, window: 1000 } });
    await desk.send();
    expect(desk.violations()).toEqual([]);
  });
});
