import { authorship } from '../../../shared/actor.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { Membership, Person, Squad, SquadsNo } from '../model.ts';
import { findMembership, type HeldMembership, lockPerson } from '../store/memberships.ts';
import { lockSquad } from '../store/squads.ts';
import type { SquadsDeps } from './context.ts';
import type { createJoining } from './joining.ts';
import type { Aftermath, Moves } from './moves.ts';

interface Placement {
  readonly guildId: Snowflake;
  readonly squadId: string;
  readonly userId: Snowflake;
  readonly actor: Actor;
}

/** Staff who put people into squads and take them out: free of charge, whatever the squad asks. */
export function createStaff(
  { db, guilds }: Pick<SquadsDeps, 'db' | 'guilds'>,
  { applicant, open }: Pick<ReturnType<typeof createJoining>, 'applicant' | 'open'>,
  { enter, settle, exit, finish }: Moves,
) {
  return {
    /** Puts a member of the server into a squad, out of any other. Once there, nothing changes. */
    async place({ guildId, squadId, userId, actor }: Placement): Promise<Membership | SquadsNo> {
      const who = await applicant(guildId, { id: userId, username: null });
      if ('refused' in who) return who;
      const ready = await open(guildId, squadId);
      if ('refused' in ready) return ready;
      const done = await db.transaction(async (tx) => {
        await lockPerson(tx, guildId, userId);
        const squad = await lockSquad(tx, guildId, ready.id);
        if (!squad) return refuse('squad_unknown');
        const from = await findMembership(tx, guildId, userId);
        if (from?.squadId === squad.id) return { membership: from, after: null };
        const user = { id: userId, username: who.username };
        const entry = {
          guildId,
          user,
          squad,
          kind: 'assign',
          from,
          charge: null,
          actorId: actor.id,
          key: null,
        } as const;
        const after = await enter(tx, entry);
        await guilds.record(tx, {
          ...{ guildId, ...authorship(actor), action: 'squads.member.placed', target: userId },
          ...{ before: { squad: from?.squadName ?? null }, after: { squad: squad.name } },
        });
        return { membership: await findMembership(tx, guildId, userId), after };
      });
      return settled(guildId, done);
    },

    /** Takes in people who have the squad's role already and are in no squad. Discord is not asked. @returns how many */
    async adopt({ guildId, id: squadId, roleId }: Squad, people: readonly Person[], actor: Actor): Promise<number> {
      let adopted = 0;
      for (const user of people) {
        adopted += await db.transaction(async (tx) => {
          await lockPerson(tx, guildId, user.id);
          if (await findMembership(tx, guildId, user.id)) return 0;
          await settle(tx, { guildId, user, squadId, roleId, actorId: actor.id });
          return 1;
        });
      }
      finish(guildId, { receipts: [] });
      return adopted;
    },

    /** Takes a member out of this squad. */
    async takeOut({ guildId, squadId, userId, actor }: Placement): Promise<Membership | SquadsNo> {
      const done = await db.transaction(async (tx) => {
        await lockPerson(tx, guildId, userId);
        const from = await findMembership(tx, guildId, userId);
        if (!from || from.disbanded || from.squadId !== squadId.toLowerCase()) return refuse('not_in_this_squad');
        const after = await exit(tx, from, { guildId, kind: 'remove', actorId: actor.id, key: null });
        await guilds.record(tx, {
          ...{ guildId, ...authorship(actor), action: 'squads.member.removed', target: userId },
          ...{ before: { squad: from.squadName }, after: { squad: null } },
        });
        return { membership: from, after };
      });
      return settled(guildId, done);
    },
  };

  function settled(guildId: Snowflake, done: Done): Membership | SquadsNo {
    if ('refused' in done) return done;
    if (done.after) finish(guildId, done.after);
    return done.membership ? membershipOf(done.membership) : refuse('not_in_this_squad');
  }
}

type Done = SquadsNo | { readonly membership: HeldMembership | null; readonly after: Aftermath | null };

/** What others may know of a membership. */
export function membershipOf({ userId, username, squadId, joinedAt, departedAt }: HeldMembership): Membership {
  return { userId, username, squadId, joinedAt, departedAt };
}
