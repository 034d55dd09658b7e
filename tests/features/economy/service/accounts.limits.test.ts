import { afterEach, expect, test } from 'bun:test';
import { BALANCE_LIMIT } from '../../../../src/features/economy/rules.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, openScene, type Scene } from '../scene.ts';

eachDatabase('the largest accounts', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  test('can be read, however much went through them', async () => {
    scene = await openScene(kind);
    const shared = { guildId: GUILD, user: ada, reason: null, actorId: 'SYSTEM' };
    for (let time = 0; time < 3; time += 1) {
      const { balance = 100 } = (await scene.economy.account(GUILD, ada.id)) ?? {};
      await scene.economy.adjust({ ...shared, type: 'reward', delta: BALANCE_LIMIT - balance, key: `in:${time}` });
      await scene.economy.adjust({ ...shared, type: 'admin_adjust', delta: -BALANCE_LIMIT, key: `out:${time}` });
    }
    const account = await scene.economy.account(GUILD, ada.id);
    expect(account).toMatchObject({ balance: 0, totalReceived: Number.MAX_SAFE_INTEGER });
    expect((await scene.economy.verifyLedger(GUILD)).ok).toBe(true);
  });
});
