import type { Tx } from '../../../platform/db/database.ts';
import { type Actor, authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { Delivery, IssuedWebhook, Payload, Webhook, WebhookInput, WebhooksNo } from '../model.ts';
import { DAY, MOST_WEBHOOKS, PING } from '../rules.ts';
import * as deliveries from '../store/deliveries.ts';
import * as store from '../store/webhooks.ts';
import { FOR_GOOD, idAt, instant, type SecretSeal, type WebhooksDeps } from './context.ts';

const OVERLAP = DAY;
const SECRET_BYTES = 32;

/** A guild's webhooks and what became of their deliveries. */
export function createBook({ db, clock, guilds, outbound }: WebhooksDeps, seal: SecretSeal) {
  const now = () => instant(clock.now());
  const newSecret = () =>
    `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString('base64url')}`;

  function record(tx: Tx, guildId: Snowflake, actor: Actor, action: string, target: string, change: object = {}) {
    return guilds.record(tx, { guildId, ...authorship(actor), action, target, before: null, after: null, ...change });
  }

  function refused(url: string): WebhooksNo | null {
    const problem = outbound.problemOf(url);
    return problem === null ? null : refuse('webhook_url_refused', { problem });
  }

  async function found(guildId: Snowflake, id: string): Promise<Webhook | WebhooksNo> {
    return (await store.findWebhook(db, guildId, id)) ?? refuse('webhook_unknown');
  }

  /** What the audit log says of it: everything but the secret. */
  const told = ({ name, url, events, isActive }: WebhookInput) => ({ name, url, events, isActive });

  return {
    list: (guildId: Snowflake): Promise<Webhook[]> => store.listWebhooks(db, guildId),
    find: found,

    /** Why events cannot be sent to an address, in a sentence; null when it looks right. */
    addressProblem: (url: string): string | null => outbound.problemOf(url),

    /** The secret is shown this once. */
    async create(guildId: Snowflake, input: WebhookInput, actor: Actor): Promise<IssuedWebhook | WebhooksNo> {
      const no = refused(input.url);
      if (no) return no;
      const [id, secret] = [idAt(clock.now()), newSecret()];
      const full = await db.transaction(async (tx) => {
        if ((await store.lockWebhooks(tx, guildId)) >= MOST_WEBHOOKS) return true;
        const sealed = seal.close(secret, FOR_GOOD);
        await store.addWebhook(tx, { ...input, id, guildId, secret: sealed, createdBy: actor.id, now: now() });
        await record(tx, guildId, actor, 'webhook.created', id, { after: told(input) });
        return false;
      });
      if (full) return refuse('webhooks_limit');
      const webhook = await found(guildId, id);
      return 'refused' in webhook ? webhook : { webhook, secret };
    },

    async edit(
      guildId: Snowflake,
      id: string,
      input: WebhookInput,
      { actor, expectedVersion = null }: { readonly actor: Actor; readonly expectedVersion?: number | null },
    ): Promise<Webhook | WebhooksNo> {
      const no = refused(input.url);
      if (no) return no;
      const before = await found(guildId, id);
      if ('refused' in before) return before;
      const saved = await db.transaction(async (tx) => {
        if (!(await store.saveWebhook(tx, { ...input, id, guildId, expectedVersion, now: now() }))) return false;
        await record(tx, guildId, actor, 'webhook.changed', id, { before: told(before), after: told(input) });
        return true;
      });
      return saved ? found(guildId, id) : refuse('webhook_changed_meanwhile');
    },

    /** With everything that waits for it. */
    async remove(guildId: Snowflake, id: string, actor: Actor): Promise<null | WebhooksNo> {
      const before = await found(guildId, id);
      if ('refused' in before) return before;
      return db.transaction(async (tx) => {
        if (!(await store.deleteWebhook(tx, guildId, id))) return refuse('webhook_unknown');
        await record(tx, guildId, actor, 'webhook.deleted', id, { before: told(before) });
        return null;
      });
    },

    /** The old secret signs as well for a day. */
    async rotate(guildId: Snowflake, id: string, actor: Actor): Promise<IssuedWebhook | WebhooksNo> {
      const secret = newSecret();
      const rotated = await db.transaction(async (tx) => {
        const change = {
          secret: seal.close(secret, FOR_GOOD),
          overlapUntil: instant(clock.now() + OVERLAP),
          now: now(),
        };
        if (!(await store.rotateSecret(tx, guildId, id, change))) return false;
        await record(tx, guildId, actor, 'webhook.secret_rotated', id);
        return true;
      });
      const webhook = await found(guildId, id);
      if ('refused' in webhook) return webhook;
      return rotated ? { webhook, secret } : refuse('webhook_unknown');
    },

    /** Queues a ping. @returns its delivery, which waits to be sent */
    async ping(guildId: Snowflake, id: string, actor: Actor): Promise<Delivery | WebhooksNo> {
      const webhook = await found(guildId, id);
      if ('refused' in webhook) return webhook;
      if (!webhook.isActive) return refuse('webhook_off');
      const data = { webhook_id: id, name: webhook.name, asked_by: actor.id };
      const event = idAt(clock.now());
      const payload: Payload = { id: event, type: PING, created_at: now(), guild_id: guildId, data };
      await deliveries.enqueue(db, id, payload, now());
      return (await deliveries.findDelivery(db, id, event)) ?? refuse('webhook_unknown');
    },

    /** Newest first. @returns `next`: the event before which the next page begins, null at the end */
    async deliveries(
      guildId: Snowflake,
      id: string,
      before: string | null,
      limit: number,
    ): Promise<{ deliveries: Delivery[]; next: string | null } | WebhooksNo> {
      const webhook = await found(guildId, id);
      if ('refused' in webhook) return webhook;
      const rows = await deliveries.listDeliveries(db, id, before, limit + 1);
      const page = rows.slice(0, limit);
      return { deliveries: page, next: rows.length > limit ? (page.at(-1)?.eventId ?? null) : null };
    },

    async delivery(guildId: Snowflake, id: string, eventId: string): Promise<Delivery | WebhooksNo> {
      const webhook = await found(guildId, id);
      if ('refused' in webhook) return webhook;
      return (await deliveries.findDelivery(db, id, eventId)) ?? refuse('delivery_unknown');
    },

    /** Sends an event again, under the same id. */
    async redeliver(guildId: Snowflake, id: string, eventId: string): Promise<Delivery | WebhooksNo> {
      const webhook = await found(guildId, id);
      if ('refused' in webhook) return webhook;
      if (!webhook.isActive) return refuse('webhook_off');
      if (!(await deliveries.findDelivery(db, id, eventId))) return refuse('delivery_unknown');
      await deliveries.retry(db, id, eventId, now());
      return (await deliveries.findDelivery(db, id, eventId)) ?? refuse('delivery_unknown');
    },
  };
}
