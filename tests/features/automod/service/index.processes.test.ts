import { afterEach, expect, test } from 'bun:test';
import { createAutomod } from '../../../../src/features/automod/service/index.ts';
import { createBus } from '../../../../src/platform/bus/create-bus.ts';
import { connectRedis } from '../../../../src/platform/bus/redis.ts';
import { refuse } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { freshPrefix, hasRedis, REDIS_URL } from '../../../harness/redis.ts';
import { until } from '../../../harness/until.ts';
import { GUILD, joined, NOON, newId, nobody } from '../scene.ts';
import { exe, fileRule, grace, openScene } from './scene.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

if (hasRedis)
  eachDatabase('two processes on one Redis', (kind) => {
    /** One that hears the guild, and one that serves pages. */
    async function open() {
      const scene = await openScene(kind);
      closing.push(scene.close);
      const prefix = freshPrefix();
      async function join() {
        const redis = connectRedis({ redisUrl: REDIS_URL, log: scene.deps.log });
        const bus = createBus({ redis, log: scene.deps.log, prefix });
        const automod = createAutomod({ ...scene.deps, bus });
        closing.push(() => redis.disconnect(), bus.close, automod.close);
        await until(() => bus.healthy() || undefined);
        return automod;
      }
      const [bot, web] = [await join(), await join()];
      bot.hearBy((guildId) => guildId === GUILD);
      return { scene, bot, web };
    }

    test('the one that serves pages knows what the other has heard', async () => {
      const { bot, web } = await open();
      await web.addRule(GUILD, fileRule({ mode: 'shadow' }), grace);
      bot.setLacking(['MessageContent']);
      expect(await web.unavailable(GUILD)).toMatchObject([{ ruleName: 'Files' }]);
      bot.setLacking([]);
      const happening = exe({ subject: nobody() });
      await until(async () => (await bot.watch(happening)) ?? undefined);
      const id = happening.post?.id ?? '';
      expect(await web.impact(GUILD, fileRule())).toMatchObject({ seen: 1, hits: 1, people: 1 });
      const trace = [{ kind: 'message', messageId: id, verdicts: [{ outcome: 'shadow' }] }];
      expect(await web.trace(GUILD, id)).toMatchObject(trace);
      expect(await web.traces(GUILD, 5)).toMatchObject(trace);
      expect(await web.trace(GUILD, newId())).toEqual(refuse('automod_message_unknown'));
    });

    test('when nobody hears the guild, that is said after two seconds', async () => {
      const { bot, web } = await open();
      bot.hearBy(() => false);
      const started = performance.now();
      expect(await web.traces(GUILD, 5)).toEqual(refuse('automod_bot_silent'));
      expect(performance.now() - started).toBeWithin(1_990, 5_000);
      expect(await web.problems(GUILD)).toEqual([]);
    });

    test('the emergency stop holds in both within a second', async () => {
      const { scene, bot, web } = await open();
      await web.addRule(GUILD, fileRule(), grace);
      const outcome = async () => (await bot.watch(exe({ subject: nobody() })))?.verdicts[0]?.outcome;
      await until(async () => (await outcome()) === 'fired' || undefined);
      const started = performance.now();
      await web.halt(GUILD, null, grace);
      await until(async () => (await outcome()) === 'halted' || undefined, 1_000);
      expect(performance.now() - started).toBeLessThan(1_000);
      const done = scene.calls.length;
      expect(await outcome()).toBe('halted');
      expect(scene.calls).toHaveLength(done);
    });

    test.each(['message', 'edit', 'join'] as const)('one %s that both hear is acted on once', async (what) => {
      const { scene, bot, web } = await open();
      const actions = [{ kind: 'timeout', seconds: 60 }];
      const young = { name: 'Young', rule_type: 'account_age', config: { younger_than_hours: 24 } };
      await web.addRule(GUILD, fileRule(what === 'join' ? { ...young, actions } : { actions }), grace);
      await until(async () => (await bot.watch(joined({ createdAt: 0 }))) ?? undefined);
      const subject = nobody({ createdAt: NOON });
      const happening =
        what === 'join'
          ? { ...joined(), subject, claim: `join:${subject.id}` }
          : exe({ kind: what, subject, claim: `${what}:${newId()}` });
      await Promise.all([bot.watch(happening), web.watch(happening)]);
      expect(scene.calls.filter(([verb]) => verb === 'timeout')).toHaveLength(1);
      if (what === 'join') return;
      await Promise.all([bot.watch(exe({ subject })), web.watch(exe({ subject }))]);
      expect((await web.events({ guildId: GUILD }, 5)).events).toHaveLength(1);
    });
  });
