import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import * as store from '../../../../src/features/economy/store/movements.ts';
import { isRefusal } from '../../../../src/shared/refusal.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, grace, linus, NOON, openScene, type Scene } from '../scene.ts';

const newcomer = { id: '200000000000000009', username: 'newcomer' };

eachDatabase('dailies of a group', (kind) => {
  describe('claimed together', () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene(kind);
      for (const user of [ada, linus, grace]) {
        await scene.economy.adjust({
          guildId: GUILD,
          user,
          delta: 1,
          type: 'reward',
          reason: null,
          actorId: 'SYSTEM',
          key: user.id,
        });
      }
      await scene.economy.claimDaily({ guildId: GUILD, user: linus });
      await scene.economy.setOptOut(GUILD, grace.id, true);
    });
    afterAll(() => scene.close());

    test('who can be paid is, and everybody else is left over', async () => {
      const group = [newcomer, grace, ada, linus].map((user) => ({
        request: { guildId: GUILD, user },
        stamp: store.stampAt(NOON),
      }));
      const paid = { streak: 1, date: '2026-11-20', transaction: { receiverId: ada.id, amount: 10 } };
      expect(await store.claimDailyGroup(scene.db, GUILD, group)).toMatchObject([null, null, paid, null]);
      expect((await scene.economy.verifyLedger(GUILD)).ok).toBe(true);
    });

    test('a crowd at midnight is paid once each', async () => {
      scene.clock.time += 86_400_000;
      const crowd = Array.from({ length: 150 }, (_, index) => ({
        id: String(300000000000000000n + BigInt(index)),
        username: null,
      }));
      const claims = [...crowd, ...crowd].map((user) => scene.economy.claimDaily({ guildId: GUILD, user }));
      const answers = await Promise.all(claims);
      expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(150);
      expect((await scene.economy.verifyLedger(GUILD)).ok).toBe(true);
    });
  });
});
