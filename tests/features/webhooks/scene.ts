import { createHmac } from 'node:crypto';
import type { IssuedWebhook, Payload, WebhookInput } from '../../../src/features/webhooks/model.ts';
import { createWebhooks } from '../../../src/features/webhooks/service/index.ts';
import { createOutbound } from '../../../src/platform/outbound.ts';
import type { DatabaseKind } from '../../harness/database.ts';
import { openScene as openAutomod } from '../automod/service/scene.ts';
import { openScene as openModeration } from '../moderation/scene.ts';
import { ada, GUILD, linus, openScene as openSquads, staff } from '../squads/scene.ts';

interface Received {
  readonly headers: Headers;
  readonly body: string;
  readonly payload: Payload;
}

/** A server elsewhere that hears of events; it answers what the test says. */
export function openReceiver() {
  const received: Received[] = [];
  const receiver = { received, status: 204, wait: 0, url: '', close: () => server.stop(true) };
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const body = await request.text();
      received.push({ headers: request.headers, body, payload: JSON.parse(body) });
      const { status } = receiver;
      await Bun.sleep(receiver.wait);
      return new Response(status === 204 ? null : 'no, thanks', { status });
    },
  });
  receiver.url = `http://127.0.0.1:${server.port}/hook`;
  return receiver;
}

/** Every service that events come from, on one real database, and a receiver. */
export async function openScene(kind: DatabaseKind) {
  const squads = await openSquads(kind);
  const { db, clock, log, guilds } = squads;
  const same: DatabaseKind = { ...kind, open: async () => ({ db: squads.db as never, close: async () => {} }) };
  const moderation = await openModeration(same);
  const automod = await openAutomod(same);
  const receiver = openReceiver();
  const outbound = createOutbound({ allowPrivate: true, deadline: 2_000 });
  const another = (secret = 'a secret of the instance') =>
    createWebhooks({
      ...{ db, clock, log, guilds, outbound, secret },
      ...{ economy: squads.economy, squads: squads.squads },
      ...{ moderation: moderation.moderation, automod: automod.automod },
    });
  const webhooks = another();
  // Both have their starting bytes, long before anybody listens.
  const first = { guildId: GUILD, giver: ada, receiver: linus, amount: 1, reason: null, key: 'first' };
  await squads.economy.transfer(first);
  for (const scene of [squads, moderation, automod]) scene.clock.time += 600_000;

  return {
    ...{ db, clock, squads, moderation, automod, receiver, webhooks, another },

    async add(change: Partial<WebhookInput> = {}): Promise<IssuedWebhook> {
      const input = { name: 'CI', url: receiver.url, events: ['bytes.moved'] as const, isActive: true, ...change };
      const made = await webhooks.create(GUILD, input, staff);
      if ('refused' in made) throw new Error(`not made: ${made.refused}`);
      return made;
    },

    /** Time goes on for everybody. */
    later(milliseconds: number): void {
      for (const scene of [squads, moderation, automod]) scene.clock.time += milliseconds;
    },

    async close() {
      await receiver.close();
      await automod.close();
      await moderation.close();
      await squads.close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** As the documentation tells receivers to. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const timestamp = headers.get('smarter-dev-timestamp') ?? '';
  const right = `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
  const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return fresh && (headers.get('smarter-dev-signature') ?? '').split(',').includes(right);
}
