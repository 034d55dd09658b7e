import type { Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Squad } from '../model.ts';
import { ROLE_PATIENCE } from '../rules.ts';
import * as history from '../store/history.ts';
import * as memberships from '../store/memberships.ts';
import * as store from '../store/squads.ts';
import { BOT, type SettledWrite, type SquadsDeps } from './context.ts';
import type { Aftermath, Moves } from './moves.ts';

const BATCH = 200;
/** Members of changed and deleted squads that one run takes on; the rest waits for the next. */
const A_RUN = 2_000;

/** What becomes of moves at Discord: done, refused, or not answered in time. */
export function createSettlement(
  { db, clock, log, roles }: Pick<SquadsDeps, 'db' | 'clock' | 'log' | 'roles'>,
  { exit, revert, finish }: Moves,
) {
  async function undo(tx: Tx, move: history.Waiting, reason: string): Promise<Aftermath> {
    const before = move.fromSquadId ? await findSquad(tx, move.guildId, move.fromSquadId) : null;
    log.warn({ guild_id: move.guildId, user_id: move.userId, reason }, 'a squad was not joined after all');
    return revert(tx, move, before, reason);
  }

  /** Runs inside the role queue's transaction, which holds what a move may wait for: so nobody is waited for here. */
  async function settled(tx: Tx, { guildId, userId, roleId, action, error }: SettledWrite) {
    const concerns = (move: history.Waiting | null) =>
      (action === 'add' ? move?.awaitsAdd : move?.awaitsRemove) === roleId ? move : null;
    if (!concerns(await history.findWaiting(tx, guildId, userId))) return undefined;
    if (!(await memberships.tryLockPerson(tx, guildId, userId))) throw new Error('this member is being moved just now');
    const move = concerns(await history.findWaiting(tx, guildId, userId));
    if (!move) return undefined;
    if (error === null) {
      await history.noteWritten(tx, move.id, action);
      return undefined;
    }
    const aftermath = await undo(tx, move, 'Discord refused the role');
    return () => finish(guildId, aftermath);
  }

  const stop = roles.onSettled(settled);

  /** Gives back every fee whose role did not come in time. */
  async function revertLate(): Promise<void> {
    const until = new Date(clock.now() - ROLE_PATIENCE).toISOString();
    for (const { guildId, userId } of await history.listLate(db, until, BATCH)) {
      const aftermath = await db.transaction(async (tx) => {
        await memberships.lockPerson(tx, guildId, userId);
        const move = await history.findWaiting(tx, guildId, userId);
        return move?.awaitsAdd ? undo(tx, move, 'Discord did not give the role in time') : null;
      });
      if (aftermath) finish(guildId, aftermath);
    }
  }

  /** One member of a squad that was deleted, or has another role now. */
  async function settleMember(guildId: Snowflake, userId: Snowflake): Promise<void> {
    const aftermath = await db.transaction(async (tx) => {
      await memberships.lockPerson(tx, guildId, userId);
      const held = await memberships.findMembership(tx, guildId, userId);
      if (!held) return null;
      if (held.disbanded) return exit(tx, held, { guildId, kind: 'disband', actorId: BOT, key: null });
      if (held.roleId === held.squadRoleId) return null;
      await memberships.setRole(tx, guildId, userId, held.squadRoleId);
      const wish = { add: [held.squadRoleId], remove: [held.roleId], reason: `Squad ${held.squadName} has a new role` };
      await roles.enqueue(tx, { guildId, userId, ...wish });
      return { receipts: [] };
    });
    if (aftermath) finish(guildId, aftermath);
  }

  /** Members of squads that were deleted lose the role; those of squads with another role get it. */
  async function settleSquads(): Promise<void> {
    let left = A_RUN;
    for (const { id, guildId } of await store.listSettling(db)) {
      while (left > 0) {
        const members = await memberships.listUnsettled(db, id, BATCH);
        for (const userId of members) await settleMember(guildId, userId);
        left -= members.length;
        if (members.length < BATCH) break;
      }
      await store.markSettled(db, id);
    }
  }

  return {
    stop,
    revertLate,
    settleSquads,
  };
}

async function findSquad(tx: Tx, guildId: Snowflake, squadId: string): Promise<Squad | null> {
  return (await store.listSquads(tx, guildId)).find(({ id }) => id === squadId) ?? null;
}
