import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { economyConfigInput } from '../../../../src/features/economy/model.ts';
import * as store from '../../../../src/features/economy/store/movements.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { ada, grace, linus, NOON, openScene, type Scene } from '../scene.ts';

setDefaultTimeout(120_000);

const HOUR = 3_600_000;
const NO_EARN = '300000000000000009';
const stranger = { id: '200000000000000004', username: 'margaret' };
/** All but the last have an account. */
const people = [ada, linus, grace, stranger];

/** Five times as often the usual. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight: 5 * others.length },
    ...others.map((other) => fc.constant(other)),
  );
}

const account = fc.record({
  /** Hours before noon of the last daily; null: never. */
  last: fc.constantFrom(null, 0, 1, 11, 13, 19, 21, 24, 36, 48, 60, 300),
  zone: fc.constantFrom('UTC', 'Asia/Kolkata'),
  streak: fc.constantFrom(0, 1, 6, 7, 8, 15, 63),
  received: fc.constantFrom(0, 140, 200),
  balance: mostly(0, 9_000_000_000_000_000 - 5),
  optedOut: mostly(false, true),
});
const claim = fc.record({
  who: fc.nat(people.length - 1),
  named: fc.boolean(),
  channel: mostly<string | null>(null, '400000000000000001', NO_EARN),
  role: mostly<string | null>(null, '500000000000000001', NO_EARN),
  later: fc.constantFrom(0, 11 * HOUR, 13 * HOUR),
});
const guildOf = fc.record({
  zone: fc.constantFrom(null, 'America/New_York'),
  enabled: mostly(true, false),
  daily: mostly(10, 0),
});
type Given<A> = A extends fc.Arbitrary<infer T> ? T : never;

eachDatabase('dailies of a group', (kind) => {
  let scene: Scene;
  let guild = 100_000_000_000_000_000n;
  beforeAll(async () => {
    scene = await openScene(kind);
    await scene.db.rows(
      `INSERT INTO outages (id, source, started_at, ended_at) VALUES (gen_random_uuid(), 'test', $1, $2)`,
      [at(-50 * HOUR), at(-26 * HOUR)],
    );
  });
  afterAll(() => scene.close());

  test('what a group pays is what single calls would have paid, and it leaves the rest', async () => {
    let paid = 0;
    const program = fc.asyncProperty(
      guildOf,
      fc.tuple(account, account, account),
      fc.uniqueArray(claim, { selector: ({ who }) => who, minLength: 2, maxLength: people.length }),
      async (settings, accounts, claims) => {
        const [together, apart] = [String(++guild), String(++guild)];
        for (const guildId of [together, apart]) await prepare(scene, guildId, settings, accounts);
        const group = stamped(together, claims);
        const verdicts = await store.claimDailyGroup(scene.db, together, group);
        for (const [index, alone] of stamped(apart, claims).entries()) {
          const mine = group[index] ?? alone;
          paid += verdicts[index] ? 1 : 0;
          const verdict = verdicts[index] ?? (await store.claimDaily(scene.db, mine.request, mine.stamp));
          const expected = await store.claimDaily(scene.db, alone.request, alone.stamp);
          expect(comparable(verdict)).toEqual(comparable(expected));
        }
        expect(await balances(scene, together)).toEqual(await balances(scene, apart));
        expect(await rows(scene, together)).toEqual(await rows(scene, apart));
      },
    );
    await fc.assert(program, { numRuns: kind.name === 'embedded' ? 60 : 100 });
    expect(paid).toBeGreaterThan(20);
  });

  test('members with accounts are all paid by the group, once', async () => {
    const guildId = String(++guild);
    const open = { last: 24, zone: 'UTC', streak: 7, received: 0, balance: 0, optedOut: false } as const;
    await prepare(scene, guildId, { zone: null, enabled: true, daily: 10 }, [open, open, open]);
    const claims = [0, 1, 2].map((who) => ({ who, named: true, channel: null, role: null, later: 0 }));
    const first = await store.claimDailyGroup(scene.db, guildId, stamped(guildId, claims));
    expect(first).toMatchObject([{ streak: 8 }, { streak: 8 }, { streak: 8 }]);
    expect(await store.claimDailyGroup(scene.db, guildId, stamped(guildId, claims))).toEqual([null, null, null]);
  });
});

const at = (offset: number) => new Date(NOON + offset).toISOString();

async function prepare(
  { economy, clock, db }: Scene,
  guildId: string,
  { zone, enabled, daily }: Given<typeof guildOf>,
  accounts: readonly Given<typeof account>[],
): Promise<void> {
  clock.time = NOON;
  const { version, ...config } = await economy.config(guildId);
  const changed = {
    ...config,
    enabled,
    dailyAmount: daily,
    roleRewards: { '300000000000000001': 150 },
    noEarnChannels: [NO_EARN],
    noEarnRoles: [NO_EARN],
  };
  await economy.putConfig(guildId, economyConfigInput.parse(changed), { id: ada.id });
  if (zone) await db.rows('INSERT INTO guild_settings (guild_id, timezone) VALUES ($1, $2)', [guildId, zone]);
  for (const [index, { last, zone: claimedIn, streak, received, balance, optedOut }] of accounts.entries()) {
    await db.rows(
      `INSERT INTO bytes_balances (guild_id, user_id, username, balance, total_received, streak_count, longest_streak, opted_out,
         last_daily, last_daily_at, last_daily_zone, updated_at)
       VALUES ($1, $2, 'old', $3, $4, $5, $5, $6, ($7::timestamptz AT TIME ZONE $8)::date, $7, CASE WHEN $7 IS NULL THEN NULL ELSE $8 END, $9)`,
      [
        guildId,
        people[index]?.id,
        balance,
        received,
        streak,
        optedOut,
        last === null ? null : at(-last * HOUR),
        claimedIn,
        at(-400 * HOUR),
      ],
    );
  }
}

function stamped(guildId: string, claims: readonly Given<typeof claim>[]): store.StampedClaim[] {
  return claims.map(({ who, named, channel, role, later }, index) => {
    const { id, username } = people[who] ?? ada;
    return {
      request: {
        guildId,
        user: { id, username: named ? username : null },
        channelIds: channel ? [channel] : [],
        roleIds: role ? [role] : [],
      },
      stamp: store.stampAt(NOON + later + index),
    };
  });
}

/** Without the id, which no two rows share. */
function comparable(verdict: object) {
  return 'transaction' in verdict
    ? { ...verdict, transaction: { ...(verdict.transaction as object), id: null } }
    : verdict;
}

const balances = ({ db }: Scene, guildId: string) =>
  db.rows(
    `SELECT user_id, username, balance, total_received, streak_count, longest_streak, last_daily, last_daily_at, last_daily_zone, updated_at
     FROM bytes_balances WHERE guild_id = $1 ORDER BY user_id`,
    [guildId],
  );

const rows = ({ db }: Scene, guildId: string) =>
  db.rows(
    `SELECT type, giver_id, giver_username, receiver_id, receiver_username, amount, receiver_balance, reason, actor_id, detail, created_at
     FROM bytes_transactions WHERE guild_id = $1 ORDER BY created_at, receiver_id, type`,
    [guildId],
  );
