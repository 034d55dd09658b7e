import { afterEach, expect, test } from 'bun:test';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, GUILD, grace, linus, OTHER_GUILD, openScene, type Scene } from '../scene.ts';

eachDatabase('people', (kind) => {
  let scene: Scene;
  afterEach(() => scene.close());

  const send = (giver: typeof ada, receiver: typeof ada, amount: number, reason: string) =>
    scene.economy.transfer({ guildId: GUILD, giver, receiver, amount, reason, key: scene.newKey() });
  const everything = async () => {
    const tables = await Promise.all(
      ['bytes_balances', 'bytes_transactions', 'bytes_role_grants'].map((table) =>
        scene.db.rows(`SELECT * FROM ${table}`),
      ),
    );
    return JSON.stringify(tables);
  };

  test('see everything that is kept about them, and nothing about others', async () => {
    scene = await openScene(kind);
    await send(ada, linus, 10, 'thanks');
    await scene.economy.claimDaily({ guildId: OTHER_GUILD, user: ada });
    await scene.economy.claimDaily({ guildId: OTHER_GUILD, user: linus });
    const { accounts, transactions } = await scene.economy.exportUser(ada.id);
    expect(accounts.map(({ guildId, balance }) => [guildId, balance])).toEqual([
      [GUILD, 90],
      [OTHER_GUILD, 110],
    ]);
    expect(transactions.map(({ guildId, type }) => [guildId, type])).toEqual([
      [GUILD, 'starting'],
      [GUILD, 'transfer'],
      [OTHER_GUILD, 'starting'],
      [OTHER_GUILD, 'daily'],
    ]);
    expect(await scene.economy.exportUser('999999999999999999')).toEqual({ accounts: [], transactions: [] });
  });

  test('who is erased leaves neither id, name nor words, and every balance still adds up', async () => {
    scene = await openScene(kind);
    await send(ada, linus, 10, 'my secret words');
    await send(linus, ada, 5, 'thanks back');
    await scene.economy.claimDaily({ guildId: GUILD, user: ada });
    await scene.economy.eraseUser(ada.id);
    const kept = await everything();
    for (const trace of [ada.id, 'my secret words']) expect(kept).not.toContain(trace);
    expect(kept).not.toMatch(/\bada\b/);
    expect(kept).toContain('thanks back');
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
    expect((await scene.economy.leaderboard(GUILD)).rows.map(({ username }) => username)).toEqual(['linus']);
  });

  test('who is erased in one guild is kept in the others', async () => {
    scene = await openScene(kind);
    await send(ada, linus, 10, 'my secret words');
    await scene.economy.adjust({
      guildId: GUILD,
      user: linus,
      delta: 3,
      type: 'admin_adjust',
      reason: 'by hand',
      actorId: ada.id,
      key: 'staff',
    });
    await scene.economy.claimDaily({ guildId: OTHER_GUILD, user: ada });
    const actor = { id: 'key:1', name: 'ci' };
    expect(await scene.economy.eraseHere(GUILD, ada.id, actor)).toBe(true);
    expect(await scene.economy.eraseHere(GUILD, ada.id, actor)).toBe(false);
    const here = await Promise.all(
      ['bytes_balances', 'bytes_transactions', 'audit_log'].map((table) =>
        scene.db.rows(`SELECT * FROM ${table} WHERE guild_id = $1`, [GUILD]),
      ),
    );
    for (const trace of [ada.id, 'my secret words']) expect(JSON.stringify(here)).not.toContain(trace);
    expect(await scene.economy.account(OTHER_GUILD, ada.id)).toMatchObject({ balance: 110 });
    expect(await scene.guilds.audit(GUILD)).toMatchObject([{ action: 'economy.person.erased', actorId: 'key:1' }]);
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });

  test('left out by somebody else leave an audit entry; ids that are nobody’s are refused', async () => {
    scene = await openScene(kind);
    const actor = { id: 'key:1', name: 'ci' };
    const set = (userId: string, optedOut: boolean) => scene.economy.setOptOut(GUILD, userId, optedOut, actor);
    expect(await set('200000000000000099', true)).toMatchObject({ refused: 'no_account' });
    for (const wish of [false, true, true, false, false]) expect(await set(ada.id, wish)).toBeNull();
    expect(await scene.guilds.audit(GUILD)).toMatchObject([
      { action: 'economy.opt_out.changed', target: ada.id, after: { optedOut: false } },
      { action: 'economy.opt_out.changed', target: ada.id, after: { optedOut: true } },
    ]);
  });

  test('who is erased and comes back starts without a second starting balance or daily', async () => {
    scene = await openScene(kind);
    await scene.economy.claimDaily({ guildId: GUILD, user: ada });
    await scene.economy.eraseUser(ada.id);
    expect(await scene.economy.claimDaily({ guildId: GUILD, user: ada })).toMatchObject({ refused: 'already_claimed' });
    expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({ balance: 0 });
    expect((await scene.economy.verifyLedger()).differences).toEqual([]);
  });

  test('who leaves and returns finds their bytes, and no second starting balance', async () => {
    scene = await openScene(kind);
    await send(ada, linus, 40, 'thanks');
    await scene.economy.markDeparted(GUILD, ada.id);
    expect((await scene.economy.account(GUILD, ada.id))?.departedAt).toBe(scene.clock.now());
    await scene.economy.markReturned(GUILD, ada.id);
    expect(await scene.economy.account(GUILD, ada.id)).toMatchObject({ balance: 60, departedAt: null });
  });

  test('who left or came back unheard is put right by the list of members', async () => {
    await send(ada, linus, 10, 'hello');
    await scene.economy.reconcileMembers(GUILD, [ada.id, grace.id]);
    expect((await scene.economy.account(GUILD, linus.id))?.departedAt).not.toBeNull();
    expect((await scene.economy.account(GUILD, ada.id))?.departedAt).toBeNull();
    expect(await scene.economy.account(GUILD, grace.id)).toBeNull();
    await scene.economy.reconcileMembers(GUILD, [linus.id]);
    expect((await scene.economy.account(GUILD, linus.id))?.departedAt).toBeNull();
    expect((await scene.economy.account(GUILD, ada.id))?.departedAt).not.toBeNull();
  });

  test('strangers can leave without a trace', async () => {
    scene = await openScene(kind);
    await scene.economy.markDeparted(GUILD, ada.id);
    await scene.economy.markReturned(GUILD, ada.id);
    expect(await scene.economy.account(GUILD, ada.id)).toBeNull();
  });
});
