import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, linus, openScene, type Scene } from '../scene.ts';

const BOT = '200000000000000098';
const STRANGER = '200000000000000099';

eachDatabase('payments', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const pay = (giverId: string | null, receiverId: string, key = scene.newKey(), amount = 10) =>
    scene.economy.pay({ guildId: GUILD, giverId, receiverId, amount, reason: null, actorId: 'key:1', key });
  const tells = (answer: Awaited<ReturnType<Scene['discord']['member']>>) => {
    scene.discord.member = async () => answer;
  };
  const people = async () => (await scene.db.rows('SELECT 1 FROM bytes_balances')).length;

  test('know the names of who pays and who is paid', async () => {
    scene = await openScene(kind);
    expect(await pay(ada.id, linus.id)).toMatchObject({
      transaction: { type: 'transfer', giverUsername: 'ada', receiverUsername: 'linus' },
    });
    expect((await scene.economy.leaderboard(GUILD)).rows.map(({ username }) => username)).toEqual(['linus', 'ada']);
    expect(await pay(null, ada.id)).toMatchObject({ transaction: { type: 'reward', receiverUsername: 'ada' } });
  });

  test('open no account for an id that is nobody’s', async () => {
    scene = await openScene(kind);
    expect(await pay(null, STRANGER)).toMatchObject({ refused: 'receiver_unknown' });
    expect(await pay(ada.id, STRANGER)).toMatchObject({ refused: 'receiver_unknown' });
    expect(await pay(STRANGER, ada.id)).toMatchObject({ refused: 'giver_unknown' });
    expect(await pay(ada.id, ada.id)).toMatchObject({ refused: 'self_transfer' });
    expect(await people()).toBe(0);
  });

  test('go to no bot and to nobody who left', async () => {
    scene = await openScene(kind);
    await pay(null, linus.id);
    tells(null);
    expect(await pay(null, linus.id)).toMatchObject({ refused: 'receiver_departed' });
    tells({ username: 'robot', bot: true });
    expect(await pay(null, BOT)).toMatchObject({ refused: 'receiver_is_bot' });
    expect(await pay(BOT, linus.id)).toMatchObject({ refused: 'giver_unknown' });
  });

  test.each(['away', 'unseen'] as const)('go on between accounts while Discord is %s', async (silence) => {
    scene = await openScene(kind);
    await pay(ada.id, linus.id);
    tells(silence);
    expect(await pay(ada.id, linus.id)).toMatchObject({ replayed: false });
    expect(await pay(null, STRANGER)).toMatchObject({
      refused: silence === 'away' ? 'discord_away' : 'receiver_unknown',
    });
    await scene.economy.markDeparted(GUILD, linus.id);
    expect(await pay(null, linus.id)).toMatchObject({ refused: 'receiver_departed' });
    expect(await people()).toBe(2);
  });

  test('are repeated with their first answer, whoever left since', async () => {
    scene = await openScene(kind);
    const first = await pay(ada.id, linus.id, 'once');
    tells(null);
    expect(await pay(ada.id, linus.id, 'once')).toEqual({ ...first, replayed: true });
    expect(await pay(ada.id, linus.id, 'once', 11)).toMatchObject({ refused: 'idempotency_conflict' });
  });

  test('in bulk succeed or fail each for itself, and are not made twice', async () => {
    scene = await openScene(kind);
    const rows = [
      { giverId: null, receiverId: ada.id, amount: 5, reason: 'one' },
      { giverId: ada.id, receiverId: STRANGER, amount: 5, reason: null },
      { giverId: linus.id, receiverId: ada.id, amount: 5, reason: null },
      { giverId: null, receiverId: ada.id, amount: 5, reason: 'one' },
    ];
    const payAll = () => scene.economy.payAll({ guildId: GUILD, actorId: 'key:1', key: 'list', rows });
    expect(await payAll()).toMatchObject([
      { replayed: false, transaction: { type: 'reward' } },
      { refused: 'receiver_unknown' },
      { replayed: false, transaction: { type: 'transfer' } },
      { replayed: false, transaction: { type: 'reward' } },
    ]);
    scene.discord.member = async () => ({ username: 'known now', bot: false });
    expect(await payAll()).toMatchObject([
      { replayed: true },
      { replayed: false, transaction: { receiverId: STRANGER } },
      { replayed: true },
      { replayed: true },
    ]);
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });
});
