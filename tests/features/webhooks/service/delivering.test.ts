import { afterEach, expect, setDefaultTimeout, test } from 'bun:test';
import type { Webhook } from '../../../../src/features/webhooks/model.ts';
import { DAY } from '../../../../src/features/webhooks/rules.ts';
import { claimHeads } from '../../../../src/features/webhooks/store/deliveries.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { exe, fileRule, grace } from '../../automod/service/scene.ts';
import { ada, GUILD, HOUR, linus, made, staff } from '../../squads/scene.ts';
import { isSigned, openScene, type Scene } from '../scene.ts';

setDefaultTimeout(30_000);

eachDatabase('webhooks', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  let keys = 0;
  const pay = (amount: number) =>
    scene.squads.economy.transfer({
      ...{ guildId: GUILD, giver: ada, receiver: linus, amount, reason: null, key: `pay:${++keys}` },
    });
  const due = () => scene.webhooks.deliverDue();
  const amounts = () => scene.receiver.received.map(({ payload }) => payload.data.amount);
  const now = async (id: string) => (await scene.webhooks.find(GUILD, id)) as Webhook;
  async function log(id: string) {
    const page = await scene.webhooks.deliveries(GUILD, id, null, 50);
    if ('refused' in page) throw new Error(page.refused);
    return page.deliveries;
  }

  test('tell of what happens from now on, signed, in order, each once', async () => {
    scene = await openScene(kind);
    await pay(1);
    scene.later(120_000);
    const { webhook, secret } = await scene.add();
    for (const amount of [2, 3, 4]) {
      scene.later(1_000);
      await pay(amount);
    }
    await due();
    await due();
    scene.later(HOUR);
    await due();
    expect(amounts()).toEqual([2, 3, 4]);
    for (const one of scene.receiver.received) {
      expect(isSigned(one, secret)).toBe(true);
      expect(isSigned({ ...one, body: `${one.body} ` }, secret)).toBe(false);
      expect(one.headers.get('smarter-dev-event')).toBe('bytes.moved');
      expect(one.headers.get('smarter-dev-delivery')).toBe(one.payload.id);
    }
    expect(scene.receiver.received[0]?.payload).toMatchObject({
      type: 'bytes.moved',
      guild_id: GUILD,
      data: { type: 'transfer', giver_id: ada.id, receiver_id: linus.id },
    });
    expect(await log(webhook.id)).toMatchObject([2, 3, 4].map(() => ({ state: 'delivered', responseStatus: 204 })));
  });

  test('try again later, and hold back what came after', async () => {
    scene = await openScene(kind);
    const { webhook } = await scene.add();
    scene.receiver.status = 500;
    await pay(1);
    scene.later(10);
    await pay(2);
    await due();
    await due();
    expect(amounts()).toEqual([1]);
    expect((await log(webhook.id)).at(-1)).toMatchObject({
      ...{ state: 'pending', attempts: 1, responseStatus: 500, problem: 'The server answered 500.' },
      responseExcerpt: 'no, thanks',
    });
    expect((await now(webhook.id)).failingSince).not.toBeNull();
    scene.receiver.status = 204;
    scene.later(13_000);
    await due();
    expect(amounts()).toEqual([1, 1, 2]);
    expect((await now(webhook.id)).failingSince).toBeNull();
  });

  test('are switched off by 410, and go on anew when switched on', async () => {
    scene = await openScene(kind);
    const { webhook } = await scene.add();
    scene.receiver.status = 410;
    await pay(1);
    await due();
    expect(await now(webhook.id)).toMatchObject({ isActive: false, disabledReason: expect.stringContaining('410') });
    expect(await scene.webhooks.ping(GUILD, webhook.id, staff)).toMatchObject({ refused: 'webhook_off' });
    scene.receiver.status = 204;
    scene.later(DAY);
    await pay(2);
    await due();
    expect(amounts()).toEqual([1]);
    await scene.webhooks.edit(GUILD, webhook.id, { ...webhook, isActive: true }, { actor: staff });
    scene.later(120_000);
    await pay(3);
    await due();
    expect(amounts().at(-1)).toBe(3);
    expect(await now(webhook.id)).toMatchObject({ isActive: true, disabledReason: null, failingSince: null });
  });

  test('that nothing reaches for three days are switched off', async () => {
    scene = await openScene(kind);
    const { webhook } = await scene.add();
    scene.receiver.status = 503;
    await pay(1);
    await due();
    for (let hours = 0; hours < 71; hours += 10) {
      scene.later(10 * HOUR);
      await pay(hours + 1);
      await due();
    }
    expect((await now(webhook.id)).isActive).toBe(false);
    expect((await now(webhook.id)).disabledReason).toContain('three days');
  });

  test('are told once by two instances at once, and taken over from one that died', async () => {
    scene = await openScene(kind);
    const { webhook } = await scene.add();
    const other = scene.another();
    scene.receiver.wait = 20;
    for (const amount of [1, 2, 3, 4, 5]) {
      scene.later(5);
      await pay(amount);
    }
    await Promise.all([due(), other.deliverDue()]);
    await Promise.all([due(), other.deliverDue()]);
    expect(amounts()).toEqual([1, 2, 3, 4, 5]);

    await scene.webhooks.ping(GUILD, webhook.id, staff);
    const at = (after: number) => new Date(scene.clock.now() + after).toISOString();
    expect(await claimHeads(scene.db, { now: at(0), until: at(30_000), limit: 1 })).toHaveLength(1);
    await due();
    expect(amounts()).toHaveLength(5);
    scene.later(30_001);
    await due();
    expect(scene.receiver.received.at(-1)?.payload.type).toBe('ping');
  });

  test('sign with both secrets for a day', async () => {
    scene = await openScene(kind);
    const { webhook, secret } = await scene.add();
    const renewed = await scene.webhooks.rotate(GUILD, webhook.id, staff);
    if ('refused' in renewed) throw new Error(renewed.refused);
    await scene.webhooks.ping(GUILD, webhook.id, staff);
    await due();
    const [both] = scene.receiver.received;
    expect(both && [isSigned(both, secret), isSigned(both, renewed.secret)]).toEqual([true, true]);
    scene.later(DAY + 1);
    await scene.webhooks.ping(GUILD, webhook.id, staff);
    await due();
    const last = scene.receiver.received.at(-1);
    expect(last && [isSigned(last, secret), isSigned(last, renewed.secret)]).toEqual([false, true]);
  });

  test('whose secret cannot be read say so', async () => {
    scene = await openScene(kind);
    const { webhook } = await scene.add();
    await pay(1);
    await scene.another('another secret').deliverDue();
    expect(scene.receiver.received).toEqual([]);
    expect((await log(webhook.id))[0]?.problem).toBe('The secret cannot be read any more. Give the webhook a new one.');
  });

  test('send an event again under its id', async () => {
    scene = await openScene(kind);
    const { webhook } = await scene.add();
    await pay(7);
    await due();
    const [first] = scene.receiver.received;
    await scene.webhooks.redeliver(GUILD, webhook.id, first?.payload.id ?? '');
    await due();
    expect(amounts()).toEqual([7, 7]);
    expect(scene.receiver.received[1]?.payload).toEqual(first?.payload as never);
  });

  test('hear of squads, cases, auto-moderation and settings', async () => {
    scene = await openScene(kind);
    await scene.add({
      events: [
        ...(['squad.joined', 'squad.left', 'case.created', 'case.updated', 'automod.acted'] as const),
        ...(['automod.halted', 'automod.resumed', 'config.changed'] as const),
      ],
    });
    const { squads, moderation, automod } = scene;
    const squad = await made(squads, 1);
    await squads.squads.join({ guildId: GUILD, user: ada, squadId: squad.id, key: squads.newKey() });
    await squads.squads.leave(GUILD, ada, squads.newKey());
    await moderation.moderation.act(moderation.request());
    await automod.automod.addRule(GUILD, fileRule(), grace);
    await automod.automod.watch(exe());
    await automod.automod.halt(GUILD, 'raid', grace);
    await automod.automod.resume(GUILD, grace);
    await due();
    const told = scene.receiver.received.map(({ payload }) => payload);
    const types = new Set<string>(told.map(({ type }) => type));
    for (const type of ['squad.joined', 'squad.left', 'case.created', 'automod.acted', 'automod.halted'])
      expect(types).toContain(type);
    expect(types).toContain('automod.resumed');
    const actions = told.filter(({ type }) => type === 'config.changed').map(({ data }) => data.action);
    expect(actions).toContain('squads.squad.created');
    expect(told.find(({ type }) => type === 'case.created')?.data).toMatchObject({ number: 1, action: 'warn' });
    expect(told.find(({ type }) => type === 'squad.joined')?.data).toMatchObject({ user_id: ada.id, name: 'Squad 1' });
    const ids = told.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
