import { type OutboundAnswer, OutboundFailure } from '../../../platform/outbound.ts';
import { earliestId, type Snowflake } from '../../../shared/ids.ts';
import type { Payload, SourceEvent } from '../model.ts';
import { DAY, judge, PATIENCE, type Verdict } from '../rules.ts';
import * as deliveries from '../store/deliveries.ts';
import * as store from '../store/webhooks.ts';
import { instant, type SecretSeal, type WebhooksDeps } from './context.ts';
import { signatureOf } from './signing.ts';
import type { Source } from './sources.ts';

/** Rows of one look at one source. */
const BATCH = 200;
/** Whatever is written later than this after its id was made would be missed. */
const SLACK = 60_000;
/** Webhooks that are served at once. */
const AT_ONCE = 8;
/** A process that died holds a delivery this long: more than a try may take. */
const CLAIM = 30_000;
/** One webhook is served at most so long at a stretch, so that the others get their turn. */
const TURN = 5_000;
const KEPT = 30 * DAY;
const SYSTEM = { actorId: 'SYSTEM', actorName: null, requestId: null, ip: null };

interface Tried {
  readonly answer: OutboundAnswer | null;
  readonly problem: string | null;
  readonly tookMs: number;
}

async function* eventsSince(source: Source, guildId: Snowflake, after: string): AsyncGenerator<SourceEvent> {
  for (let from = after; ; ) {
    const { events, last, full } = await source.since(guildId, from, BATCH);
    yield* events;
    if (!full || last === null) return;
    from = last;
  }
}

/** Finds out what happened, and tells it in order, again and again until it is heard. */
export function createDelivering(deps: WebhooksDeps, seal: SecretSeal, sources: readonly Source[]) {
  const { db, clock, log, guilds, outbound } = deps;
  const now = () => instant(clock.now());

  async function collectFor(guildId: Snowflake, hooks: readonly store.Scanned[]): Promise<void> {
    const wanted = new Set(hooks.flatMap(({ events }) => events));
    const after = earliestId(Math.min(...hooks.map(({ scannedAt }) => scannedAt)) - SLACK);
    const until = clock.now();
    for (const source of sources) {
      if (!source.types.some((type) => wanted.has(type))) continue;
      for await (const event of eventsSince(source, guildId, after)) await enqueue(guildId, event, hooks);
    }
    for (const { id } of hooks) await store.markScanned(db, id, instant(until));
  }

  async function enqueue(guildId: Snowflake, { id, type, at, data }: SourceEvent, hooks: readonly store.Scanned[]) {
    const payload: Payload = { id, type, created_at: instant(at), guild_id: guildId, data };
    for (const hook of hooks) {
      if (hook.events.includes(type) && at >= hook.createdAt && at >= hook.scannedAt - SLACK)
        await deliveries.enqueue(db, hook.id, payload, now());
    }
  }

  /** What fails for one guild is looked for again next time, and keeps nothing from the others. */
  async function collect(): Promise<void> {
    const active = Map.groupBy(await store.listActive(db), ({ guildId }) => guildId);
    for (const [guildId, hooks] of active)
      await collectFor(guildId, hooks).catch((error: unknown) =>
        log.error({ err: error, guild_id: guildId }, 'what happened could not be read for webhooks'),
      );
  }

  /** Null when the instance's secret is another one by now. */
  async function secretsOf(webhookId: string): Promise<string[] | null> {
    const sealed = await store.readSecrets(db, webhookId, now());
    if (!sealed) return null;
    const open = (text: string | null) => (text === null ? null : seal.open(text, clock.now()));
    const secret = open(sealed.secret);
    return secret === null ? null : [secret, open(sealed.previous)].filter((one) => one !== null);
  }

  async function attempt(one: deliveries.Claimed): Promise<Tried> {
    const began = performance.now();
    const took = () => Math.round(performance.now() - began);
    const secrets = await secretsOf(one.webhookId);
    if (!secrets)
      return { answer: null, problem: 'The secret cannot be read any more. Give the webhook a new one.', tookMs: 0 };
    const body = JSON.stringify(one.payload);
    // Real time, which the other side compares with its own.
    const timestamp = Math.floor(Date.now() / 1000);
    try {
      const answer = await outbound.post(
        one.url,
        {
          'content-type': 'application/json',
          'user-agent': 'smarter-dev',
          'smarter-dev-event': one.type,
          'smarter-dev-delivery': one.eventId,
          'smarter-dev-timestamp': String(timestamp),
          'smarter-dev-signature': signatureOf(secrets, timestamp, body),
        },
        body,
      );
      const problem = answer.status < 300 && answer.status >= 200 ? null : `The server answered ${answer.status}.`;
      return { answer, problem, tookMs: took() };
    } catch (error) {
      if (error instanceof OutboundFailure) return { answer: null, problem: error.message, tookMs: took() };
      log.error({ err: error, webhook: one.webhookId }, 'a webhook could not be sent');
      return { answer: null, problem: 'Something went wrong on our side.', tookMs: took() };
    }
  }

  async function settle(one: deliveries.Claimed, { answer, problem, tookMs }: Tried, verdict: Verdict): Promise<void> {
    const state = verdict.state === 'gone' ? 'failed' : verdict.state;
    await deliveries.settle(db, one, {
      ...{ state, problem, tookMs, now: now() },
      nextAttemptAt: verdict.state === 'pending' ? instant(clock.now() + verdict.after) : null,
      status: answer?.status ?? null,
      excerpt: answer === null ? null : answer.excerpt.replaceAll('\u0000', ''),
    });
  }

  async function switchOff({ webhookId, guildId }: deliveries.Claimed, reason: string): Promise<void> {
    await db.transaction(async (tx) => {
      if (!(await store.disable(tx, webhookId, reason, now()))) return;
      const change = { before: { isActive: true }, after: { isActive: false, reason } };
      await guilds.record(tx, { guildId, ...SYSTEM, action: 'webhook.disabled', target: webhookId, ...change });
    });
    log.warn({ guild_id: guildId, webhook: webhookId, reason }, 'a webhook was switched off');
  }

  /** @returns whether it was delivered */
  async function deliver(one: deliveries.Claimed): Promise<boolean> {
    const tried = await attempt(one);
    const verdict = judge(tried.answer?.status ?? null, one.attempts, Math.random());
    await settle(one, tried, verdict);
    const well = verdict.state === 'delivered';
    await store.markHealth(db, one.webhookId, well ? null : now());
    if (verdict.state === 'gone') await switchOff(one, 'The server answered 410: it wants no more.');
    else if (!well && one.failingSince !== null && clock.now() - one.failingSince >= PATIENCE)
      await switchOff(one, 'Nothing reached it for three days.');
    return well;
  }

  /** One webhook's deliveries in their order, until one fails or its turn is over. */
  async function serve(first: deliveries.Claimed): Promise<void> {
    const over = performance.now() + TURN;
    let next: deliveries.Claimed | undefined = first;
    while (next && (await deliver(next)) && performance.now() < over) {
      [next] = await deliveries.claimHeads(db, { ...claim(), limit: 1, only: first.webhookId });
    }
  }

  const claim = () => ({ now: now(), until: instant(clock.now() + CLAIM) });

  return {
    /** Looks for what happened, and sends what is due. */
    async deliverDue(): Promise<void> {
      await collect();
      for (;;) {
        const heads = await deliveries.claimHeads(db, { ...claim(), limit: AT_ONCE });
        if (heads.length === 0) return;
        await Promise.all(heads.map(serve));
        if (heads.length < AT_ONCE) return;
      }
    },

    /** Deliveries after 30 days. */
    forgetOld: (): Promise<void> => deliveries.forgetOld(db, instant(clock.now() - KEPT)),
  };
}
