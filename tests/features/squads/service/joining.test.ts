import { afterEach, beforeEach, expect, test } from 'bun:test';
import { settingsOf } from '../../../../src/features/squads/model.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, DAY, GUILD, grace, HOUR, linus, made, openScene, outcome, roleId, type Scene, staff } from '../scene.ts';

eachDatabase('squads', (kind) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene(kind);
  });
  afterEach(() => scene.close());

  const join = (squadId: string, user = ada, key = scene.newKey()) =>
    scene.squads.join({ guildId: GUILD, user, squadId, key });
  const balance = async (user = ada) => (await scene.economy.account(GUILD, user.id))?.balance ?? null;
  const fees = () => scene.db.rows(`SELECT id FROM bytes_transactions WHERE type = 'squad_fee'`);

  test('fifty parallel switches are one, and are paid once', async () => {
    const home = await made(scene, 0);
    const others = await Promise.all([1, 2, 3, 4, 5].map((number) => made(scene, number, { switchCost: 10 })));
    await join(home.id);
    const tries = Array.from({ length: 50 }, (_, at) => join(others[at % 5]?.id ?? ''));
    const outcomes = (await Promise.all(tries)).map(outcome);
    expect(outcomes.filter((one) => one === 'switch')).toHaveLength(1);
    expect([await balance(), (await fees()).length]).toEqual([90, 1]);
    await scene.calm();
    expect(scene.discord.rolesOf(ada.id)).toHaveLength(1);
  });

  test('the same key pays once, and says the same again', async () => {
    const [home, away] = [await made(scene, 0), await made(scene, 1)];
    await join(home.id);
    const both = [await join(away.id, ada, 'k'), await join(away.id, ada, 'k')];
    expect(both).toMatchObject([
      { kind: 'switch', cost: 50, balance: 50, replayed: false },
      { kind: 'switch', cost: 50, balance: 50, replayed: true },
    ]);
    expect(outcome(await join(home.id, ada, 'k'))).toBe('idempotency_conflict');
  });

  test('the last place goes to one', async () => {
    const { id } = await made(scene, 0, { maxMembers: 1 });
    const outcomes = await Promise.all([ada, linus, grace].map(async (user) => outcome(await join(id, user))));
    expect(outcomes.toSorted()).toEqual(['join', 'squad_full', 'squad_full']);
  });

  test('too little balance, an inactive squad, a deleted one and a higher price are refused, and nothing moves', async () => {
    const [home, dear] = [await made(scene, 0), await made(scene, 1, { switchCost: 101 })];
    const off = await made(scene, 2, { isActive: false });
    await join(home.id);
    expect(await join(dear.id)).toMatchObject({
      refused: 'insufficient_balance',
      context: { balance: 100, needed: 101 },
    });
    expect(outcome(await join(off.id))).toBe('squad_inactive');
    const shown = { guildId: GUILD, user: ada, squadId: dear.id, key: 'x', expectedCost: 50 };
    expect(await scene.squads.join(shown)).toMatchObject({ refused: 'cost_changed', context: { cost: 101 } });
    await scene.squads.remove(GUILD, off.id, { actor: staff });
    expect(outcome(await join(off.id))).toBe('squad_unknown');
    expect(outcome(await join('no-uuid'))).toBe('squad_unknown');
    expect(await scene.squads.membership(GUILD, ada.id)).toMatchObject({ squadId: home.id });
  });

  test('nobody joins a squad whose role is gone or became dangerous, and the squad needs attention', async () => {
    const { id } = await made(scene, 0);
    scene.discord.problems.set(roleId(0), 'This role can moderate.');
    expect(await join(id)).toMatchObject({ refused: 'squad_role_problem' });
    scene.discord.problems.clear();
    scene.discord.gone.add(roleId(0));
    expect(await join(id)).toMatchObject({ refused: 'squad_role_problem' });
    expect(await scene.squads.summary(GUILD)).toMatchObject({ squads: 1, needAttention: 1 });
    scene.discord.away = true;
    expect(outcome(await join(id))).toBe('discord_away');
    expect(await scene.squads.summary(GUILD)).toMatchObject({ needAttention: null });
  });

  test('who leaves the server in the middle of a switch gets the price back', async () => {
    const [home, away] = [await made(scene, 0), await made(scene, 1)];
    await join(home.id);
    await scene.calm();
    scene.discord.absent.add(ada.id);
    // Discord has not told yet.
    scene.discord.view.member = async () => ({ username: 'ada', bot: false, roleIds: [] });
    expect(outcome(await join(away.id))).toBe('switch');
    await scene.calm();
    expect(await balance()).toBe(100);
    expect(await scene.squads.membership(GUILD, ada.id)).toMatchObject({ squadId: home.id });
  });

  test('a refused removal of the old role takes the switch back: nobody is in two', async () => {
    const [home, away] = [await made(scene, 0), await made(scene, 1)];
    await join(home.id);
    await scene.calm();
    scene.discord.stuck.add(roleId(0));
    await join(away.id);
    await scene.calm();
    expect([await balance(), scene.discord.rolesOf(ada.id)]).toEqual([100, [roleId(0)]]);
    expect(await scene.squads.membership(GUILD, ada.id)).toMatchObject({ squadId: home.id });
  });

  test('without an answer of Discord the price is back within a minute', async () => {
    const [home, away] = [await made(scene, 0), await made(scene, 1)];
    await join(home.id);
    await scene.calm();
    scene.discord.answer = 'silent';
    await join(away.id);
    await scene.calm();
    scene.clock.time += 39_000;
    await scene.squads.upkeep();
    expect(await balance()).toBe(50);
    scene.clock.time += 2_000;
    await scene.squads.upkeep();
    expect(await balance()).toBe(100);
    expect((await scene.squads.history(GUILD, ada.id)).map((one) => one.kind)).toEqual(['revert', 'switch', 'join']);
    // What was taken back starts no cooldown.
    scene.discord.answer = 'done';
    expect(outcome(await join(away.id))).toBe('switch');
  });

  test('a deleted squad is kept until it is forced; its members lose the role and owe nothing for the next', async () => {
    const [home, away] = [await made(scene, 0), await made(scene, 1)];
    await join(home.id);
    await scene.calm();
    expect(await scene.squads.remove(GUILD, home.id, { actor: staff })).toMatchObject({
      refused: 'squad_has_members',
      context: { members: 1, departed: 0 },
    });
    expect(await scene.squads.remove(GUILD, home.id, { actor: staff, force: true })).toEqual({
      members: 1,
      departed: 0,
    });
    await scene.squads.upkeep();
    await scene.calm();
    expect(scene.discord.rolesOf(ada.id)).toEqual([]);
    expect(await join(away.id)).toMatchObject({ kind: 'join', cost: 0 });
  });

  test('who leaves the server keeps the place, is not counted, and gets the role again', async () => {
    const { id } = await made(scene, 0);
    await join(id);
    await scene.squads.markDeparted(GUILD, ada.id);
    scene.discord.held.set(ada.id, new Set());
    expect((await scene.squads.list(GUILD))[0]?.memberCount).toBe(0);
    await scene.squads.markReturned(GUILD, ada.id);
    await scene.calm();
    expect([(await scene.squads.list(GUILD))[0]?.memberCount, scene.discord.rolesOf(ada.id)]).toEqual([1, [roleId(0)]]);
  });

  test('of two managers who saw the same the second is told; roles and names are one squad’s', async () => {
    const [one] = [await made(scene, 0), await made(scene, 1)];
    const edit = (change: object) =>
      scene.squads.edit(
        GUILD,
        one.id,
        { ...settingsOf(one), ...change },
        { actor: staff, expectedVersion: one.version },
      );
    expect(outcome(await edit({ roleId: roleId(1) }))).toBe('squad_role_taken');
    expect(outcome(await edit({ name: 'squad 1' }))).toBe('squad_name_taken');
    expect(outcome(await edit({ switchCost: 5 }))).toBe('done');
    expect(outcome(await edit({ switchCost: 6 }))).toBe('squad_changed_meanwhile');
  });

  test('the order is kept, and has to be whole', async () => {
    const ids = [await made(scene, 0), await made(scene, 1), await made(scene, 2)].map(({ id }) => id);
    const wanted = ids.toReversed();
    await scene.squads.order(GUILD, wanted, staff);
    expect((await scene.squads.list(GUILD)).map(({ id }) => id)).toEqual(wanted);
    for (const wrong of [ids.slice(1), [...ids, ids[0] ?? ''], [ids[0] ?? '', ids[0] ?? '', ids[1] ?? '']])
      expect(outcome(await scene.squads.order(GUILD, wrong, staff))).toBe('squads_order_stale');
  });

  test('standings add up, and tell the week’s change', async () => {
    const [first, second] = [await made(scene, 0), await made(scene, 1)];
    await join(first.id, ada);
    await join(second.id, linus);
    for (const user of [ada, linus]) await scene.economy.claimDaily({ guildId: GUILD, user });
    await scene.squads.noteDay();
    scene.clock.time += 3 * DAY;
    await join(second.id, grace);
    await scene.economy.claimDaily({ guildId: GUILD, user: grace });
    const { rows } = await scene.squads.standings(GUILD);
    expect(rows).toMatchObject([
      { rank: 1, squadId: second.id, total: 220, members: 2, perMember: 110, weeklyChange: 110 },
      { rank: 2, squadId: first.id, total: 110, members: 1, perMember: 110, weeklyChange: 0 },
    ]);
  });

  test('an erased person is in no squad, and nothing is kept of them', async () => {
    const { id } = await made(scene, 0);
    await join(id);
    await scene.calm();
    expect((await scene.squads.exportUser(ada.id)).history).toHaveLength(1);
    await scene.squads.eraseUser(ada.id);
    await scene.calm();
    expect(await scene.squads.exportUser(ada.id)).toEqual({ memberships: [], history: [] });
    expect(scene.discord.rolesOf(ada.id)).toEqual([]);
  });

  test('members are listed page by page, each once', async () => {
    const { id } = await made(scene, 0);
    for (const user of [ada, linus, grace]) {
      scene.clock.time += HOUR;
      await join(id, user);
    }
    const seen: string[] = [];
    for (let after: { joinedAt: number; userId: string } | undefined; ; ) {
      const page = await scene.squads.members({ guildId: GUILD, squadId: id, limit: 2, after });
      if ('refused' in page) throw new Error(page.refused);
      seen.push(...page.members.map(({ userId }) => userId));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toEqual([ada.id, linus.id, grace.id]);
  });
});
