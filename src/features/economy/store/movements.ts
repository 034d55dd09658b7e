import type { Queryable } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type {
  AdjustRequest,
  ClaimRequest,
  DailyReceipt,
  EconomyNo,
  Receipt,
  TransferPreview,
  TransferRequest,
} from '../model.ts';
import { type StreakBonus, SYSTEM } from '../rules.ts';

/** When something happens, and the id its ledger row gets. */
export interface Stamp {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The same as an ISO instant. */
  readonly now: string;
}

/** An instant, and a new ledger id that sorts by it. */
export function stampAt(at: number): Stamp {
  return { id: Bun.randomUUIDv7('hex', at), at, now: new Date(at).toISOString() };
}

/** What the database decided, before role rewards were looked at. */
export type Moved<R extends Receipt = Receipt> = Omit<R, 'guildId' | 'rolesEarned'> & { readonly rewardsDue: boolean };

/** The database's word. It gives none when an account was erased meanwhile; asked again, it opens a new one. */
async function verdict<V>(db: Queryable, text: string, parameters: readonly unknown[]): Promise<V | EconomyNo> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [row] = await db.rows<{ verdict: V | EconomyNo | null }>(text, parameters);
    if (row?.verdict) return row.verdict;
  }
  throw new Error('the ledger gave no verdict');
}

const TRIES = 5;

const TRANSFER =
  'SELECT bytes_transfer($1, $2::uuid, $3, $4, $5, $6, $7::bigint, $8, $9, $10, $11::timestamptz, $12::boolean) AS verdict';

function transferParameters(request: TransferRequest, { id, now }: Stamp): unknown[] {
  const { guildId, giver, receiver, amount, reason, key, actorId = giver.id } = request;
  return [guildId, id, giver.id, giver.username, receiver.id, receiver.username, amount, reason, actorId, key, now];
}

export function transfer(db: Queryable, request: TransferRequest, stamp: Stamp): Promise<Moved | EconomyNo> {
  return verdict(db, TRANSFER, [...transferParameters(request, stamp), false]);
}

export interface StampedTransfer {
  readonly request: TransferRequest;
  readonly stamp: Stamp;
}

/**
 * Applies transfers of one guild, each with another key, in one call. Null where `transfer` must decide: accounts to
 * open, keys seen before, and whatever would be refused.
 */
export async function transferGroup(
  db: Queryable,
  guildId: Snowflake,
  group: readonly StampedTransfer[],
): Promise<(Moved | null)[]> {
  const [alone] = group;
  if (alone && group.length === 1) return [await transferPlain(db, alone)];
  const users = [...new Set(group.flatMap(({ request: { giver, receiver } }) => [giver.id, receiver.id]))];
  const place = new Map(users.map((id, index) => [id, index + 1]));
  const items = group.map(({ request: { giver, receiver, amount, reason, key, actorId }, stamp }) => ({
    id: stamp.id,
    giver: place.get(giver.id),
    receiver: place.get(receiver.id),
    giver_name: giver.username,
    receiver_name: receiver.username,
    amount,
    reason,
    actor: actorId ?? giver.id,
    key,
    now: stamp.now,
  }));
  const keys = group.map(({ request }) => request.key);
  const text = 'SELECT bytes_transfer_group($1, $2::text[], $3::text[], $4::text::jsonb) AS applied';
  const [row] = await db.rows<{ applied: (Applied | null)[] }>(text, [guildId, users, keys, JSON.stringify(items)]);
  return group.map((transfer, index) => movedBy(transfer, row?.applied[index] ?? null));
}

/** A group of one. */
async function transferPlain(db: Queryable, transfer: StampedTransfer): Promise<Moved | null> {
  const text =
    'SELECT bytes_transfer_plain($1, $2::uuid, $3, $4, $5, $6, $7::bigint, $8, $9, $10, $11::timestamptz) AS applied';
  const [row] = await db.rows<{ applied: Applied | null }>(text, transferParameters(transfer.request, transfer.stamp));
  return movedBy(transfer, row?.applied ?? null);
}

/** The giver's and the receiver's balance after a transfer, and whether a role may be due. */
type Applied = readonly [giverBalance: number, receiverBalance: number, rewardsDue: boolean];

function movedBy({ request, stamp }: StampedTransfer, applied: Applied | null): Moved | null {
  if (!applied) return null;
  const { giver, receiver, amount, reason } = request;
  const [giverBalance, receiverBalance, rewardsDue] = applied;
  const transaction = {
    id: stamp.id,
    type: 'transfer' as const,
    amount,
    reason,
    at: stamp.at,
    giverId: giver.id,
    giverUsername: giver.username,
    giverBalance,
    receiverId: receiver.id,
    receiverUsername: receiver.username,
    receiverBalance,
  };
  return { transaction, replayed: false, rewardsDue };
}

/** Checks everything that `transfer` checks, and moves nothing. */
export function previewTransfer(
  db: Queryable,
  request: TransferRequest,
  stamp: Stamp,
): Promise<TransferPreview | Moved | EconomyNo> {
  return verdict(db, TRANSFER, [...transferParameters(request, stamp), true]);
}

export function claimDaily(
  db: Queryable,
  request: ClaimRequest,
  { id, now }: Stamp,
): Promise<Moved<DailyReceipt> | EconomyNo> {
  const { guildId, user, channelIds = [], roleIds = [] } = request;
  return verdict(
    db,
    'SELECT bytes_claim_daily($1, $2::uuid, $3, $4, $5::text[], $6::text[], $7::timestamptz) AS verdict',
    [guildId, id, user.id, user.username, channelIds, roleIds, now],
  );
}

export interface StampedClaim {
  readonly request: ClaimRequest;
  readonly stamp: Stamp;
}

/** Claims of one guild, each of another member, in one call. Null where `claimDaily` must decide: an account to open, or a refusal. */
export async function claimDailyGroup(
  db: Queryable,
  guildId: Snowflake,
  group: readonly StampedClaim[],
): Promise<(Moved<DailyReceipt> | null)[]> {
  const users = group.map(({ request }) => request.user.id);
  const items = group.map(({ request: { user, channelIds = [], roleIds = [] }, stamp }) => ({
    id: stamp.id,
    username: user.username,
    channels: channelIds,
    roles: roleIds,
    now: stamp.now,
  }));
  const text = 'SELECT bytes_claim_dailies($1, $2::text[], $3::text::jsonb) AS paid';
  const [row] = await db.rows<{ paid: Claims }>(text, [guildId, users, JSON.stringify(items)]);
  return group.map((claim, index) => claimedBy(claim, row?.paid.claims[index] ?? null, row?.paid.bonuses ?? []));
}

interface Claims {
  readonly bonuses?: readonly StreakBonus[];
  readonly claims: readonly (Claimed | null)[];
}

type Claimed = readonly [
  amount: number,
  balance: number,
  date: string,
  streak: number,
  multiplier: number,
  previousStreak: number,
  nextAt: number,
  rewardsDue: boolean,
];

function claimedBy(
  { request: { user }, stamp }: StampedClaim,
  claimed: Claimed | null,
  bonuses: readonly StreakBonus[],
): Moved<DailyReceipt> | null {
  if (!claimed) return null;
  const [amount, receiverBalance, date, streak, multiplier, previousStreak, nextAt, rewardsDue] = claimed;
  const transaction = {
    id: stamp.id,
    type: 'daily' as const,
    amount,
    reason: null,
    at: stamp.at,
    giverId: SYSTEM,
    giverUsername: null,
    giverBalance: null,
    receiverId: user.id,
    receiverUsername: user.username,
    receiverBalance,
  };
  return { transaction, replayed: false, date, streak, previousStreak, multiplier, nextAt, bonuses, rewardsDue };
}

export function adjust(db: Queryable, request: AdjustRequest, { id, now }: Stamp): Promise<Moved | EconomyNo> {
  const { guildId, user, delta, type, reason, actorId, key, detail } = request;
  const text =
    'SELECT bytes_adjust($1, $2::uuid, $3, $4, $5, $6::bigint, $7, $8, $9, $10::text::jsonb, $11::timestamptz) AS verdict';
  const parameters = [
    guildId,
    id,
    type,
    user.id,
    user.username,
    delta,
    reason,
    actorId,
    key,
    detail ? JSON.stringify(detail) : null,
    now,
  ];
  return verdict(db, text, parameters);
}

export async function findCharge(db: Queryable, guildId: Snowflake, id: string) {
  const [row] = await db.rows<{ userId: string; username: string | null; amount: number }>(
    `SELECT giver_id AS "userId", giver_username AS username, amount FROM bytes_transactions
     WHERE guild_id = $1 AND id = $2::uuid AND type = 'squad_fee'`,
    [guildId, id],
  );
  return row ?? null;
}
