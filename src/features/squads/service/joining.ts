import type { Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { Joined, JoinPreview, JoinRequest, Left, Person, SeenSquad, Squad, SquadsNo } from '../model.ts';
import { type Candidate, checkRequirements, type Move, moveTo, unmet } from '../rules.ts';
import * as history from '../store/history.ts';
import * as memberships from '../store/memberships.ts';
import { lockSquad } from '../store/squads.ts';
import type { Book } from './book.ts';
import type { SquadsDeps } from './context.ts';
import type { createGuildFit } from './guild-fit.ts';
import type { Aftermath, Moves } from './moves.ts';

interface Applicant extends Candidate {
  readonly username: string | null;
  readonly balance: number;
  /** Switching costs nothing while bytes are off: nobody could earn them. */
  readonly free: boolean;
}

type Seen = ReturnType<typeof createGuildFit>['seen'];

/** Members who choose for themselves. */
export function createJoining(
  deps: SquadsDeps,
  { list, find }: Pick<Book, 'list' | 'find'>,
  seen: Seen,
  { enter, exit, finish }: Moves,
) {
  const { db, clock, discord, economy } = deps;

  async function applicant(guildId: Snowflake, user: Person): Promise<Applicant | SquadsNo> {
    const [member, account, config] = await Promise.all([
      discord.member(guildId, user.id),
      economy.account(guildId, user.id),
      economy.config(guildId),
    ]);
    if (member === 'away') return refuse('discord_away');
    if (member === 'unseen') return refuse('guild_unseen');
    if (member === null) return refuse('member_unknown');
    if (member.bot) return refuse('member_is_bot');
    return {
      userId: user.id,
      username: user.username ?? member.username,
      roleIds: member.roleIds,
      received: account?.totalReceived ?? 0,
      balance: account?.balance ?? config.startingBalance,
      free: !config.enabled,
    };
  }

  /** A squad whose role the bot may give. */
  async function open(guildId: Snowflake, squadId: string): Promise<SeenSquad | SquadsNo> {
    const found = await find(guildId, squadId);
    if ('refused' in found) return found;
    const [squad] = await seen(guildId, [found]);
    if (!squad) return refuse('squad_unknown');
    if (squad.color === null && squad.problem === null) return refuse('discord_away');
    return squad.problem ? refuse('squad_role_problem', { squad: squad.name, problem: squad.problem }) : squad;
  }

  /** Whether somebody may join, and as what. Reads the person's past from `db`, which may be a transaction. */
  async function decide(db: Tx | SquadsDeps['db'], squad: Squad, who: Applicant): Promise<Decision | SquadsNo> {
    const { guildId } = squad;
    const from = await memberships.findMembership(db, guildId, who.userId);
    const past = { squadId: from && !from.disbanded ? from.squadId : null };
    const now = clock.now();
    const move = moveTo(squad, { ...past, ...(await history.readPast(db, guildId, who.userId)) }, now);
    if ('refused' in move) return move;
    if (!squad.isActive) return refuse('squad_inactive', { squad: squad.name });
    const no = unmet(checkRequirements(squad, who, squad.memberCount, now), squad.name);
    return no ?? { move: who.free ? { ...move, cost: 0 } : move, from };
  }

  async function replay(db: Tx | SquadsDeps['db'], { guildId, user, squadId, key }: JoinRequest, squad: Squad) {
    const done = await history.findByKey(db, guildId, key);
    if (!done) return null;
    if (done.userId !== user.id || done.toSquadId !== squadId) return refuse('idempotency_conflict');
    const { kind, fromName, cost, balance } = done;
    return { kind, squad, fromName, cost, balance, replayed: true, receipts: [] } satisfies Joined & Aftermath;
  }

  /** All that one transaction does. */
  async function joinIn(tx: Tx, request: JoinRequest, who: Applicant): Promise<(Joined & Aftermath) | SquadsNo> {
    await memberships.lockPerson(tx, request.guildId, request.user.id);
    const squad = await lockSquad(tx, request.guildId, request.squadId);
    if (!squad) return refuse('squad_unknown');
    const before = await replay(tx, request, squad);
    if (before) return before;
    const decision = await decide(tx, squad, who);
    if ('refused' in decision) return decision;
    const { cost } = decision.move;
    if (cost > (request.expectedCost ?? cost)) return refuse('cost_changed', { cost });
    if (cost === 0) return entered(tx, { request, who, squad, decision, fee: null });
    const fee = await charge(tx, request, squad, cost);
    return isRefusal(fee) ? (fee as SquadsNo) : entered(tx, { request, who, squad, decision, fee: fee as Charged });
  }

  async function entered(tx: Tx, { request, who, squad, decision, fee }: Admission): Promise<Joined & Aftermath> {
    const { guildId, user, key } = request;
    const { move, from } = decision;
    const person = { id: user.id, username: who.username };
    const { receipts } = await enter(tx, {
      ...{ guildId, user: person, squad, kind: move.kind, from, actorId: user.id, key },
      charge: fee && { id: fee.transaction.id, amount: move.cost },
    });
    return {
      kind: move.kind,
      squad: { ...squad, memberCount: squad.memberCount + 1 },
      fromName: from && !from.disbanded ? from.squadName : null,
      cost: move.cost,
      balance: fee?.transaction.giverBalance ?? null,
      replayed: false,
      receipts: fee ? [...receipts, fee] : receipts,
    };
  }

  function charge(tx: Tx, { guildId, user, key }: JoinRequest, squad: Squad, amount: number) {
    const reason = `Switched to ${squad.name}`;
    return economy.charge(tx, {
      ...{ guildId, user, amount, reason, actorId: user.id, key: `squad:${key}` },
      detail: { squadId: squad.id },
    });
  }

  return {
    applicant,
    open,

    /** What joining would mean now; for whoever is about to click. Changes nothing. */
    async preview(guildId: Snowflake, user: Person, squadId: string): Promise<JoinPreview | SquadsNo> {
      const found = await find(guildId, squadId);
      if ('refused' in found) return found;
      const who = await applicant(guildId, user);
      if ('refused' in who) return who;
      return (await previews(guildId, [found], who))[0] ?? refuse('squad_unknown');
    },

    /** The same of every squad, in their order. */
    async previewAll(guildId: Snowflake, user: Person): Promise<JoinPreview[] | SquadsNo> {
      const who = await applicant(guildId, user);
      return 'refused' in who ? who : previews(guildId, await list(guildId), who);
    },

    /** Joins or switches, once per key. The role follows; when Discord refuses it, all of this is taken back. */
    async join(request: JoinRequest): Promise<Joined | SquadsNo> {
      const { guildId, user, squadId } = request;
      const who = await applicant(guildId, user);
      if ('refused' in who) return who;
      const ready = await open(guildId, squadId);
      if ('refused' in ready) return ready;
      const done = await db.transaction((tx) => joinIn(tx, request, who));
      if ('refused' in done) return done;
      const { receipts, ...joined } = done;
      if (!joined.replayed) finish(guildId, { receipts });
      return joined;
    },

    /** Leaves the squad that the person is in, once per key. */
    async leave(guildId: Snowflake, user: Person, key: string): Promise<Left | SquadsNo> {
      const done = await db.transaction(async (tx) => {
        await memberships.lockPerson(tx, guildId, user.id);
        const before = await history.findByKey(tx, guildId, key);
        if (before?.userId === user.id && before.kind === 'leave')
          return { left: { squadId: before.fromSquadId ?? '', name: before.fromName ?? '' }, after: null };
        const from = await memberships.findMembership(tx, guildId, user.id);
        if (!from || from.disbanded) return refuse('not_in_a_squad');
        const after = await exit(tx, from, { guildId, kind: 'leave', actorId: user.id, key });
        return { left: { squadId: from.squadId, name: from.squadName }, after };
      });
      if ('refused' in done) return done;
      if (done.after) finish(guildId, done.after);
      return done.left;
    },
  };

  async function previews(guildId: Snowflake, squads: readonly Squad[], who: Applicant): Promise<JoinPreview[]> {
    const [from, past, shown] = await Promise.all([
      memberships.findMembership(db, guildId, who.userId),
      history.readPast(db, guildId, who.userId),
      seen(guildId, squads),
    ]);
    const here = from && !from.disbanded ? from : null;
    return shown.map((squad) => previewOf(squad, who, { ...past, squadId: here?.squadId ?? null }, here?.squadName));
  }

  function previewOf(squad: SeenSquad, who: Applicant, past: Parameters<typeof moveTo>[1], fromName?: string) {
    const now = clock.now();
    const move = moveTo(squad, past, now);
    const inside = past.squadId === squad.id ? 1 : 0;
    const requirements = checkRequirements(squad, who, squad.memberCount - inside, now);
    const cost = 'refused' in move || who.free ? 0 : move.cost;
    const no = firstNo(squad, move, unmet(requirements, squad.name), { cost, balance: who.balance });
    return {
      squad,
      fromName: fromName ?? null,
      kind: 'refused' in move ? null : move.kind,
      ...{ cost, balance: who.balance, requirements, no },
    };
  }
}

interface Decision {
  readonly move: Move;
  readonly from: memberships.HeldMembership | null;
}

interface Admission {
  readonly request: JoinRequest;
  readonly who: Applicant;
  readonly squad: Squad;
  readonly decision: Decision;
  readonly fee: Charged | null;
}

type Charged = Aftermath['receipts'][number];

function firstNo(
  squad: SeenSquad,
  move: ReturnType<typeof moveTo>,
  unmetOne: SquadsNo | null,
  { cost, balance }: { readonly cost: number; readonly balance: number },
): SquadsNo | null {
  if ('refused' in move) return move;
  if (!squad.isActive) return refuse('squad_inactive', { squad: squad.name });
  if (squad.problem) return refuse('squad_role_problem', { squad: squad.name, problem: squad.problem });
  if (unmetOne) return unmetOne;
  return cost > balance ? refuse('insufficient_balance', { balance, needed: cost }) : null;
}
