import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { createHmac } from 'node:crypto';
import type { IssuedWebhook, Payload, SourceEvent } from '../../../../src/features/webhooks/model.ts';
import type { EventType } from '../../../../src/features/webhooks/rules.ts';
import { createWebhooks, type WebhooksDeps } from '../../../../src/features/webhooks/service/index.ts';
import { createLog } from '../../../../src/platform/log.ts';
import { createOutbound } from '../../../../src/platform/outbound.ts';
import { eachDatabase, type TestDatabase } from '../../../harness/database.ts';

setDefaultTimeout(30_000);

const GUILD = '100000000000000001';
const GRACE = { id: '200000000000000001', name: 'grace' };
const NOON = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;

interface Received {
  readonly body: string;
  readonly headers: Headers;
  readonly payload: Payload;
}

/** Somebody else's server, which remembers what it was sent and answers as it is told. */
function startReceiver() {
  const got: Received[] = [];
  const answers: number[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const body = await request.text();
      got.push({ body, headers: request.headers, payload: JSON.parse(body) as Payload });
      return new Response('noted', { status: answers.shift() ?? 200 });
    },
  });
  return { got, answers, url: `http://127.0.0.1:${server.port}/hook`, stop: () => server.stop(true) };
}

eachDatabase('webhooks', ({ open }) => {
  let storage: TestDatabase;
  let receiver: ReturnType<typeof startReceiver>;
  let ledger: SourceEvent[];
  let clock: { time: number; now(): number };
  beforeEach(async () => {
    [storage, receiver, ledger] = [await open(), startReceiver(), []];
    clock = { time: NOON, now: () => clock.time };
  });
  afterEach(async () => {
    receiver.stop();
    await storage.close();
  });

  /** One process; what features write down is the test's. */
  function start(secret = 'a secret of this instance, long enough') {
    const nothing = async () => [];
    const entries = async (_guildId: string, after: string, limit: number) =>
      ledger
        .filter(({ id }) => id > after)
        .slice(0, limit)
        .map(({ id, at, data }) => ({ id, at, type: 'transfer', ...data }));
    return createWebhooks({
      ...{ db: storage.db, clock, secret },
      log: createLog({ level: 'silent', format: 'json' }),
      outbound: createOutbound({ allowPrivate: true, deadline: 1_000 }),
      guilds: { record: async () => {}, auditSince: nothing },
      economy: { transactionsSince: entries },
      squads: { historySince: nothing },
      moderation: { eventsSince: nothing },
      automod: { eventsSince: nothing },
    } as unknown as WebhooksDeps);
  }

  function happens(amount: number): string {
    const id = Bun.randomUUIDv7('hex', clock.time);
    ledger.push({ id, type: 'bytes.moved', at: clock.time, data: { amount } });
    clock.time += 1;
    return id;
  }

  async function made(webhooks = start(), events: EventType[] = ['bytes.moved']): Promise<IssuedWebhook> {
    const input = { name: 'test', url: receiver.url, events, isActive: true };
    const issued = await webhooks.create(GUILD, input, GRACE);
    if ('refused' in issued) throw new Error(issued.refused);
    return issued;
  }

  const amounts = () => receiver.got.map(({ payload }) => payload.data.amount);

  test('tell what happened once, in order, signed', async () => {
    const webhooks = start();
    const { secret } = await made(webhooks);
    const ids = [1, 2, 3].map(happens);
    await webhooks.deliverDue();
    await webhooks.deliverDue();
    expect(receiver.got.map(({ payload }) => payload.id)).toEqual(ids);
    for (const { body, headers } of receiver.got) {
      const timestamp = headers.get('smarter-dev-timestamp');
      const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      expect(headers.get('smarter-dev-signature')).toBe(`v1=${expected}`);
      expect(headers.get('smarter-dev-event')).toBe('bytes.moved');
    }
  });

  test('try again after a failure, and keep the order meanwhile', async () => {
    const webhooks = start();
    const { webhook } = await made(webhooks);
    receiver.answers.push(500, 500);
    [1, 2].map(happens);
    await webhooks.deliverDue();
    await webhooks.deliverDue();
    expect(amounts()).toEqual([1]);
    clock.time += MINUTE;
    await webhooks.deliverDue();
    clock.time += 2 * MINUTE;
    await webhooks.deliverDue();
    expect(amounts()).toEqual([1, 1, 1, 2]);
    expect(new Set(receiver.got.map(({ payload }) => payload.id)).size).toBe(2);
    const found = await webhooks.deliveries(GUILD, webhook.id, null, 10);
    expect('refused' in found ? [] : found.deliveries.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['delivered', 1],
      ['delivered', 3],
    ]);
  });

  test('two processes tell each thing once', async () => {
    const [one, other] = [start(), start()];
    await made(one);
    for (let amount = 1; amount <= 20; amount++) happens(amount);
    await Promise.all([one.deliverDue(), other.deliverDue(), one.deliverDue()]);
    await one.deliverDue();
    expect(amounts()).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  test('what a dead process held is taken over', async () => {
    const webhooks = start();
    await made(webhooks);
    happens(1);
    receiver.answers.push(500);
    await webhooks.deliverDue();
    // Claimed by somebody who is gone.
    await storage.db.rows(`UPDATE webhook_deliveries SET next_attempt_at = $1::timestamptz`, [
      new Date(clock.time + 30_000).toISOString(),
    ]);
    await webhooks.deliverDue();
    expect(amounts()).toEqual([1]);
    clock.time += MINUTE;
    await webhooks.deliverDue();
    expect(amounts()).toEqual([1, 1]);
  });

  test('are switched off by 410, and after three days without an answer', async () => {
    const webhooks = start();
    const { webhook } = await made(webhooks);
    receiver.answers.push(410);
    happens(1);
    await webhooks.deliverDue();
    expect(await webhooks.find(GUILD, webhook.id)).toMatchObject({
      isActive: false,
      disabledReason: expect.stringContaining('410'),
    });

    const { webhook: silent } = await made(webhooks);
    receiver.stop();
    for (let at = 0; at < 12; at++) {
      happens(at);
      await webhooks.deliverDue();
      clock.time += DAY / 3;
    }
    expect(await webhooks.find(GUILD, silent.id)).toMatchObject({
      isActive: false,
      disabledReason: expect.stringContaining('three days'),
    });
  });

  test('what the other side refuses is given up after five tries, and does not stop what follows', async () => {
    const webhooks = start();
    await made(webhooks);
    receiver.answers.push(400, 400, 400, 400, 400);
    [1, 2].map(happens);
    for (let at = 0; at < 8; at++) {
      await webhooks.deliverDue();
      clock.time += 3_600_000;
    }
    expect(amounts()).toEqual([1, 1, 1, 1, 1, 2]);
  });

  test('a new secret signs beside the old one for a day; one that cannot be read is said', async () => {
    const webhooks = start();
    const { webhook, secret } = await made(webhooks);
    const rotated = await webhooks.rotate(GUILD, webhook.id, GRACE);
    if ('refused' in rotated) throw new Error(rotated.refused);
    happens(1);
    await webhooks.deliverDue();
    const signatures = receiver.got[0]?.headers.get('smarter-dev-signature')?.split(',') ?? [];
    expect(signatures).toHaveLength(2);
    const { body = '', headers } = receiver.got[0] ?? {};
    const of = (key: string) =>
      `v1=${createHmac('sha256', key)
        .update(`${headers?.get('smarter-dev-timestamp')}.${body}`)
        .digest('hex')}`;
    expect(signatures).toEqual([of(rotated.secret), of(secret)]);
    clock.time += 2 * DAY;
    happens(2);
    await webhooks.deliverDue();
    expect(receiver.got[1]?.headers.get('smarter-dev-signature')).not.toContain(',');

    const changed = start('another secret of this instance, also long');
    happens(3);
    await changed.deliverDue();
    const found = await changed.deliveries(GUILD, webhook.id, null, 1);
    expect('refused' in found ? null : found.deliveries[0]?.problem).toContain('The secret cannot be read');
  });

  test('hear only of what they asked for, from when they were made', async () => {
    const webhooks = start();
    happens(1);
    clock.time += MINUTE;
    await made(webhooks, ['squad.joined']);
    const { webhook } = await made(webhooks);
    happens(2);
    await webhooks.deliverDue();
    expect(amounts()).toEqual([2]);
    expect(await webhooks.ping(GUILD, webhook.id, GRACE)).toMatchObject({ type: 'ping', state: 'pending' });
    await webhooks.deliverDue();
    expect(receiver.got.at(-1)?.payload.type).toBe('ping');
  });

  test('at most twenty a server; addresses that cannot be are refused', async () => {
    const webhooks = start();
    const tries = await Promise.all(
      Array.from({ length: 25 }, (_, at) =>
        webhooks.create(
          GUILD,
          { name: `hook ${at}`, url: receiver.url, events: ['bytes.moved'], isActive: true },
          GRACE,
        ),
      ),
    );
    expect(tries.filter((one) => 'refused' in one)).toHaveLength(5);
    const wrong = { name: 'x', url: 'ftp://example.com', events: ['bytes.moved' as const], isActive: true };
    expect(await webhooks.create(GUILD, wrong, GRACE)).toMatchObject({ refused: 'webhook_url_refused' });
  });
});
