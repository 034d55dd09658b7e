import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, linus, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

eachDatabase('ledger', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  async function lively(): Promise<void> {
    scene = await openScene(kind);
    const { economy } = scene;
    await economy.transfer({ guildId: GUILD, giver: ada, receiver: linus, amount: 30, reason: null, key: 'a' });
    await economy.claimDaily({ guildId: GUILD, user: ada });
    await economy.adjust({
      guildId: GUILD,
      user: ada,
      delta: -5,
      type: 'admin_adjust',
      reason: null,
      actorId: linus.id,
      key: 'b',
    });
    await economy.claimDaily({ guildId: OTHER_GUILD, user: ada });
  }

  /** As somebody would who has the database's password. */
  async function tamper(...statements: readonly string[]): Promise<void> {
    await scene.db.rows('ALTER TABLE bytes_transactions DISABLE TRIGGER USER');
    for (const statement of statements) await scene.db.rows(statement);
    await scene.db.rows('ALTER TABLE bytes_transactions ENABLE TRIGGER USER');
  }

  test('adds up: what was minted less what was burned is what people hold', async () => {
    await lively();
    expect(await scene.economy.verifyLedger()).toEqual({
      ok: true,
      accounts: 3,
      transactions: 7,
      guilds: [
        { guildId: GUILD, balances: 205n, minted: 210n, burned: 5n },
        { guildId: OTHER_GUILD, balances: 110n, minted: 110n, burned: 0n },
      ],
      differences: [],
      checkedAt: scene.clock.now(),
    });
    expect(await scene.economy.verifyLedger(OTHER_GUILD)).toMatchObject({ ok: true, accounts: 1 });
  });

  test.each([
    [
      'a balance',
      `UPDATE bytes_balances SET balance = balance + 1 WHERE user_id = '${ada.id}' AND guild_id = '${GUILD}'`,
      'balance',
    ],
    [
      'a total received',
      `UPDATE bytes_balances SET total_received = 0 WHERE user_id = '${linus.id}'`,
      'total_received',
    ],
    ['a total sent', `UPDATE bytes_balances SET total_sent = 7 WHERE user_id = '${linus.id}'`, 'total_sent'],
    ['a row’s amount', "UPDATE bytes_transactions SET amount = 31 WHERE type = 'transfer'", 'balance'],
    ['a missing row', "DELETE FROM bytes_transactions WHERE type = 'admin_adjust'", 'guild_sum'],
    ['a missing account', `DELETE FROM bytes_balances WHERE user_id = '${linus.id}'`, 'no_account'],
  ])('finds %s that was tampered with', async (_what, statement, found) => {
    await lively();
    await tamper(statement);
    const report = await scene.economy.verifyLedger();
    expect(report.ok).toBe(false);
    expect(report.differences.map(({ kind: what }) => what)).toContain(found as never);
    expect(report.differences.every(({ guildId }) => guildId === GUILD)).toBe(true);
  });

  test('says what it expected and what it found', async () => {
    await lively();
    await tamper(`UPDATE bytes_balances SET balance = 9 WHERE user_id = '${linus.id}'`);
    expect((await scene.economy.verifyLedger()).differences).toEqual([
      { guildId: GUILD, userId: linus.id, kind: 'balance', expected: '130', actual: '9' },
      { guildId: GUILD, userId: null, kind: 'guild_sum', expected: '205', actual: '84' },
    ]);
  });
});
