import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { economyConfigInput } from '../../../../src/features/economy/model.ts';
import * as store from '../../../../src/features/economy/store/movements.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, grace, linus, NOON, openScene, type Scene } from '../scene.ts';

const margaret = { id: '200000000000000004', username: 'margaret' };
/** Grace has left; margaret has no account yet. */
const people = [ada, linus, grace, margaret];
const person = fc.nat(people.length - 1);
const named = fc.boolean();
const transfer = fc.record({
  from: person,
  to: person,
  amount: fc.constantFrom(0, 1, 7, 30, 60, 99, 100, 101),
  reason: fc.constantFrom(null, 'thanks', '“quoted”, \\ and {braces}'),
  key: fc.nat(9),
  giverNamed: named,
  receiverNamed: named,
});
type Transfer = typeof transfer extends fc.Arbitrary<infer T> ? T : never;

eachDatabase('transfers of a group', (kind) => {
  describe('against the same transfers one by one', () => {
    let scene: Scene;
    let guild = 100_000_000_000_000_000n;
    beforeAll(async () => {
      scene = await openScene(kind);
    });
    afterAll(() => scene.close());

    test('what a group applies is what single calls would have done, and it leaves the rest', async () => {
      const program = fc.asyncProperty(
        fc.oneof(
          fc.uniqueArray(transfer, { selector: ({ key }) => key, minLength: 2, maxLength: 10 }),
          transfer.map((alone) => [alone]),
        ),
        fc.constantFrom(0, 1),
        async (transfers, cooldownHours) => {
          const [together, apart] = [String(++guild), String(++guild)];
          for (const guildId of [together, apart]) await prepare(scene, guildId, cooldownHours);
          const group = stamped(together, transfers);
          const applied = await store.transferGroup(scene.db, together, group);
          const served = group.map((transfer, index) => ({
            transfer,
            alone: stamped(apart, transfers)[index],
            moved: applied[index],
          }));
          for (const { transfer, alone = transfer, moved } of served.sort(
            (a, b) => Number(!a.moved) - Number(!b.moved),
          )) {
            const verdict = moved ?? (await store.transfer(scene.db, transfer.request, transfer.stamp));
            const expected = await store.transfer(scene.db, alone.request, alone.stamp);
            expect(comparable(verdict)).toEqual(comparable(expected));
          }
          expect(await accounts(scene, together)).toEqual(await accounts(scene, apart));
          expect(await rows(scene, together)).toEqual(await rows(scene, apart));
          expect((await scene.economy.verifyLedger(together)).differences).toEqual([]);
        },
      );
      await fc.assert(program, { numRuns: kind.name === 'embedded' ? 100 : 250 });
    }, 60_000);

    test('members with enough bytes are all served by the group', async () => {
      const guildId = String(++guild);
      await prepare(scene, guildId, 0);
      const group = Array.from({ length: 100 }, (_, key) => ({
        ...plain,
        from: key % 2,
        to: (key + 1) % 2,
        key: key + 1,
      }));
      const applied = await store.transferGroup(scene.db, guildId, stamped(guildId, group));
      expect(applied.filter((moved) => moved === null)).toEqual([]);
      expect((await scene.economy.verifyLedger(guildId)).ok).toBe(true);
    });
  });
});

const plain: Transfer = {
  from: 0,
  to: 1,
  amount: 1,
  reason: null,
  key: 0,
  giverNamed: true,
  receiverNamed: false,
};

/** Ada, linus and grace have accounts, ada has used key 0, grace has left, a role is due at 150 bytes received. */
async function prepare({ economy, clock, db }: Scene, guildId: string, cooldownHours: number): Promise<void> {
  clock.time = NOON;
  const { version, ...config } = await economy.config(guildId);
  const changed = { ...config, cooldownHours, roleRewards: { '300000000000000001': 150 } };
  await economy.putConfig(guildId, economyConfigInput.parse(changed), { id: ada.id });
  const first = { guildId, amount: 5, reason: null };
  await economy.transfer({ ...first, giver: ada, receiver: linus, key: 'key:0' });
  await economy.transfer({ ...first, giver: linus, receiver: grace, key: 'key:before' });
  await economy.markDeparted(guildId, grace.id);
  await db.rows('UPDATE bytes_balances SET last_sent_at = $2 WHERE guild_id = $1', [
    guildId,
    new Date(NOON - 30 * 60_000).toISOString(),
  ]);
}

function stamped(guildId: string, transfers: readonly Transfer[]): store.StampedTransfer[] {
  return transfers.map(({ from, to, amount, reason, key, giverNamed, receiverNamed }, index) => {
    const [giver = ada, receiver = ada] = [people[from], people[to]];
    return {
      request: {
        guildId,
        giver: { id: giver.id, username: giverNamed ? giver.username : null },
        receiver: { id: receiver.id, username: receiverNamed ? receiver.username : null },
        amount,
        reason,
        key: `key:${key}`,
      },
      stamp: store.stampAt(NOON + index),
    };
  });
}

/** Without the id, which no two rows share. */
function comparable(verdict: store.Moved | object) {
  return 'transaction' in verdict ? { ...verdict, transaction: { ...verdict.transaction, id: null } } : verdict;
}

const accounts = ({ db }: Scene, guildId: string) =>
  db.rows(
    `SELECT user_id, username, balance, total_received, total_sent, last_sent_at, updated_at, departed_at
     FROM bytes_balances WHERE guild_id = $1 ORDER BY user_id`,
    [guildId],
  );

const rows = ({ db }: Scene, guildId: string) =>
  db.rows(
    `SELECT type, giver_id, giver_username, receiver_id, receiver_username, amount, giver_balance, receiver_balance, reason,
       actor_id, created_at, CASE type WHEN 'transfer' THEN idempotency_key END AS key
     FROM bytes_transactions WHERE guild_id = $1 ORDER BY created_at, receiver_id, idempotency_key`,
    [guildId],
  );
