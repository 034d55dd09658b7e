import { afterEach, beforeEach, expect, test } from 'bun:test';
import { createEarning } from '../../../../src/features/economy/service/earning.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, configured, DAY, GUILD, grace, openScene, type Scene } from '../scene.ts';

eachDatabase('earning the day’s bytes', (kind) => {
  let scene: Scene;
  let earning: ReturnType<typeof createEarning>;
  let asked = 0;

  beforeEach(async () => {
    scene = await openScene(kind);
    asked = 0;
    const claimDaily: Scene['economy']['claimDaily'] = (request) => {
      asked += 1;
      return scene.economy.claimDaily(request);
    };
    earning = createEarning(scene, { claimDaily });
  });
  afterEach(async () => {
    earning.stop();
    await scene.close();
  });

  const earn = (user = ada) => earning.earn({ guildId: GUILD, user });

  test('asks the database once a day, and answers the rest of it as the database would', async () => {
    const first = await earn();
    expect(first).toMatchObject({ streak: 1, transaction: { amount: 10 } });
    const told = await scene.economy.claimDaily({ guildId: GUILD, user: ada });
    expect(told).toMatchObject({ refused: 'already_claimed', context: { streak: 1 } });
    expect(await earn()).toEqual(told);
    expect(earning.rests(GUILD, ada.id)).toBe(true);
    expect(asked).toBe(1);
    expect(await earn(grace)).toMatchObject({ streak: 1 });
    scene.clock.time += DAY;
    expect(earning.rests(GUILD, ada.id)).toBe(false);
    expect(await earn()).toMatchObject({ streak: 2 });
    expect(asked).toBe(3);
  });

  test('also asks once where somebody else paid', async () => {
    await scene.economy.claimDaily({ guildId: GUILD, user: ada });
    for (let time = 0; time < 3; time += 1) expect(await earn()).toMatchObject({ refused: 'already_claimed' });
    expect(asked).toBe(1);
  });

  test('asks anew when settings change', async () => {
    await earn();
    await configured(scene, { dailyAmount: 20 });
    expect(earning.rests(GUILD, ada.id)).toBe(false);
    expect(await earn()).toMatchObject({ refused: 'already_claimed' });
    expect(asked).toBe(2);
  });

  test('who is refused for a reason of their own rests a minute, but is heard when they ask', async () => {
    await scene.economy.setOptOut(GUILD, ada.id, true);
    expect(await earn()).toMatchObject({ refused: 'opted_out' });
    expect(earning.rests(GUILD, ada.id)).toBe(true);
    await scene.economy.setOptOut(GUILD, ada.id, false);
    expect(await earn()).toMatchObject({ streak: 1 });
  });
});
