import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type Squad, type SquadInput, settingsOf } from '../../../../src/features/squads/model.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { HOUR, made, NOON, openScene, people, roleId, type Scene, staff } from '../scene.ts';

const person = fc.nat(people.length - 1);
const squad = fc.nat(3);
const answer = fc.constantFrom('done' as const, 'done' as const, 'refused' as const, 'silent' as const);

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('join' as const), who: person, squad, answer }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('leave' as const), who: person, answer }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('place' as const), who: person, squad, answer }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('takeOut' as const), who: person, squad }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('parallel' as const), who: person, answer }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      squad,
      cost: fc.nat(120),
      cap: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('newRole' as const), squad, role: fc.integer({ min: 10, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), squad }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('depart' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('byHand' as const), who: person, role: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

eachDatabase('random programs of squads', (kind) => {
  describe('whatever happens', () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene(kind);
    });
    afterAll(() => scene.close());

    test('one squad a member, a membership or a refund for every charge, roles as memberships say', async () => {
      let guild = 100000000000001000n;
      const program = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        guild += 1n;
        scene.clock.time = Math.max(NOON, scene.clock.time);
        await run(scene, String(guild), steps);
      });
      await fc.assert(program, { numRuns: kind.name === 'embedded' ? 60 : 150 });
    }, 180_000);
  });
});

async function run(scene: Scene, guildId: string, steps: readonly Step[]): Promise<void> {
  const { squads, discord, clock, economy } = scene;
  Object.assign(discord, { answer: 'done', away: false });
  discord.absent.clear();
  for (const { id } of people) discord.held.set(id, new Set());
  const all: Squad[] = [];
  for (const number of [0, 1, 2, 3]) all.push(await made(scene, number, { switchCost: number * 15 }, guildId));
  for (const one of steps) {
    await perform(one);
    await checkNow(scene, guildId);
  }
  await comeToRest();
  await checkAtRest(scene, guildId);

  async function perform(one: Step): Promise<void> {
    const user = people['who' in one ? one.who : 0] ?? people[0];
    const target = all['squad' in one ? one.squad : 0] ?? all[0];
    if (!user || !target) throw new Error('no such one');
    if ('answer' in one) discord.answer = one.answer;
    const at = { guildId, squadId: target.id, userId: user.id, actor: staff };
    const join = (squadId: string) => squads.join({ guildId, user, squadId, key: scene.newKey() });
    const deeds: Record<Step['kind'], () => Promise<unknown>> = {
      join: () => join(target.id),
      leave: () => squads.leave(guildId, user, scene.newKey()),
      place: () => squads.place(at),
      takeOut: () => squads.takeOut(at),
      parallel: () => Promise.all([...all, ...all].map(({ id }) => join(id))),
      edit: () => edit(target, one.kind === 'edit' ? { switchCost: one.cost, maxMembers: one.cap } : {}),
      newRole: () => edit(target, one.kind === 'newRole' ? { roleId: roleId(one.role) } : {}),
      delete: () => squads.remove(guildId, target.id, { actor: staff, force: true }),
      depart: () => departOrReturn(user.id),
      byHand: () => byHand(user.id, roleId(one.kind === 'byHand' ? one.role : 0)),
      wait: async () => {
        clock.time += one.kind === 'wait' ? one.hours * HOUR : 0;
      },
    };
    await deeds[one.kind]();
    await scene.calm(guildId);
    discord.answer = 'done';
  }

  async function edit(target: Squad, change: Partial<SquadInput>): Promise<void> {
    const now = await squads.find(guildId, target.id);
    if (!('refused' in now)) await squads.edit(guildId, now.id, { ...settingsOf(now), ...change }, { actor: staff });
  }

  async function departOrReturn(userId: string): Promise<void> {
    if (discord.absent.delete(userId)) return squads.markReturned(guildId, userId);
    discord.absent.add(userId);
    discord.held.set(userId, new Set());
    await squads.markDeparted(guildId, userId);
  }

  async function byHand(userId: string, id: string): Promise<void> {
    const roles = discord.held.get(userId) ?? new Set();
    const had = roles.delete(id);
    if (!had) roles.add(id);
    await squads.rolesChanged(guildId, userId, { added: had ? [] : [id], removed: had ? [id] : [] });
  }

  /** Discord answers again, a minute passes, and the jobs have run. */
  async function comeToRest(): Promise<void> {
    for (const id of [...discord.absent]) {
      discord.absent.delete(id);
      await squads.markReturned(guildId, id);
    }
    for (let round = 0; round < 3; round += 1) {
      clock.time += 60_000;
      await squads.upkeep();
      await scene.queue.retry(guildId);
      await scene.calm(guildId);
      const members = people.map(({ id }) => ({ userId: id, roleIds: discord.rolesOf(id) }));
      await squads.reconcile(guildId, members);
      await scene.calm(guildId);
    }
    expect(await economy.verifyLedger(guildId)).toMatchObject({ ok: true });
  }
}

/** What holds at every moment. */
async function checkNow({ db, economy }: Scene, guildId: string): Promise<void> {
  const several = await db.rows(
    'SELECT user_id FROM squad_memberships WHERE guild_id = $1 GROUP BY user_id HAVING count(*) > 1',
    [guildId],
  );
  expect(several).toEqual([]);
  const unpaired = await db.rows(
    `SELECT t.id FROM bytes_transactions t WHERE t.guild_id = $1 AND t.type = 'squad_fee'
     AND NOT EXISTS (SELECT FROM squad_history h WHERE h.charge_id = t.id AND h.cost = t.amount AND h.user_id = t.giver_id)`,
    [guildId],
  );
  expect(unpaired).toEqual([]);
  const unrefunded = await db.rows(
    `SELECT h.id FROM squad_history h WHERE h.guild_id = $1 AND h.reverted_at IS NOT NULL AND h.charge_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM bytes_transactions t WHERE t.id = h.refund_id AND t.type = 'refund' AND t.amount = h.cost)`,
    [guildId],
  );
  expect(unrefunded).toEqual([]);
  const twice = await db.rows(
    'SELECT refund_id FROM squad_history WHERE guild_id = $1 AND refund_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1',
    [guildId],
  );
  expect(twice).toEqual([]);
  expect((await economy.verifyLedger(guildId)).differences).toEqual([]);
}

/** What holds once Discord has answered and the jobs have run. */
async function checkAtRest({ db, squads, discord }: Scene, guildId: string): Promise<void> {
  const own = new Set((await squads.list(guildId)).map((one) => one.roleId));
  for (const { id } of people) {
    const membership = await squads.membership(guildId, id);
    const mine = membership ? await squads.find(guildId, membership.squadId) : null;
    const expected = mine && !('refused' in mine) ? [mine.roleId] : [];
    const everIn = await squads.history(guildId, id);
    if (everIn.length > 0) expect(discord.rolesOf(id).filter((one) => own.has(one))).toEqual(expected);
  }
  const waiting = await db.rows(
    'SELECT id FROM squad_history WHERE guild_id = $1 AND awaits_add IS NOT NULL AND cost > 0',
    [guildId],
  );
  expect(waiting).toEqual([]);
  const disbanded = await db.rows(
    `SELECT m.user_id FROM squad_memberships m JOIN squads s ON s.id = m.squad_id
     WHERE m.guild_id = $1 AND (s.deleted_at IS NOT NULL OR s.role_id <> m.role_id)`,
    [guildId],
  );
  expect(disbanded).toEqual([]);
}
