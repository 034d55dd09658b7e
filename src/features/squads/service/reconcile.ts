import type { Snowflake } from '../../../shared/ids.ts';
import { listKnown } from '../store/history.ts';
import * as memberships from '../store/memberships.ts';
import { listGuilds } from '../store/squads.ts';
import type { Book } from './book.ts';
import { type SquadsDeps, stampOf } from './context.ts';

/** A member as Discord has them. */
interface Present {
  readonly userId: Snowflake;
  readonly roleIds: readonly Snowflake[];
}

interface Wish {
  readonly userId: Snowflake;
  readonly add: readonly Snowflake[];
  readonly remove: readonly Snowflake[];
}

/** Keeps Discord's roles as the memberships say, which are the truth. */
export function createReconciler(
  { db, clock, roles }: Pick<SquadsDeps, 'db' | 'clock' | 'roles'>,
  { list, changed }: Pick<Book, 'list' | 'changed'>,
) {
  async function wishFor(guildId: Snowflake, wishes: readonly Wish[]): Promise<void> {
    const wanted = wishes.filter(({ add, remove }) => add.length + remove.length > 0);
    if (wanted.length === 0) return;
    await db.transaction(async (tx) => {
      for (const wish of wanted)
        await roles.enqueue(tx, { guildId, ...wish, reason: 'Squads are chosen with /squads' });
    });
    roles.wake(guildId);
  }

  async function markDeparted(guildId: Snowflake, userId: Snowflake): Promise<void> {
    if (await memberships.setDeparted(db, guildId, userId, stampOf(clock).now)) changed(guildId);
  }

  /** Their place was kept; Discord took the role when they left. */
  async function markReturned(guildId: Snowflake, userId: Snowflake): Promise<void> {
    if (await memberships.setDeparted(db, guildId, userId, null)) changed(guildId);
    const held = await memberships.findMembership(db, guildId, userId);
    if (held && !held.disbanded) await wishFor(guildId, [{ userId, add: [held.squadRoleId], remove: [] }]);
  }

  return {
    markDeparted,
    markReturned,

    /** Somebody's roles changed. What contradicts the membership is put right. */
    async rolesChanged(
      guildId: Snowflake,
      userId: Snowflake,
      { added, removed }: { readonly added: readonly Snowflake[]; readonly removed: readonly Snowflake[] },
    ): Promise<void> {
      const own = new Set((await list(guildId)).map(({ roleId }) => roleId));
      if (![...added, ...removed].some((id) => own.has(id))) return;
      const held = await memberships.findMembership(db, guildId, userId);
      const mine = held && !held.disbanded ? held.squadRoleId : null;
      const remove = added.filter((id) => own.has(id) && id !== mine);
      const add = mine !== null && removed.includes(mine) ? [mine] : [];
      await wishFor(guildId, [{ userId, add, remove }]);
    },

    /**
     * Makes up for all that nobody heard of, given everybody who is there now. Whoever has a squad's role without ever
     * having been in a squad keeps it: the role may be older than the squad.
     */
    async reconcile(guildId: Snowflake, members: readonly Present[]): Promise<void> {
      const own = new Set((await list(guildId)).map(({ roleId }) => roleId));
      const held = new Map((await memberships.listHeld(db, guildId)).map((one) => [one.userId, one]));
      const present = new Set(members.map(({ userId }) => userId));
      for (const { userId, departedAt } of held.values()) {
        const left = present.has(userId) ? null : stampOf(clock).now;
        if ((departedAt === null) !== (left === null)) await memberships.setDeparted(db, guildId, userId, left);
      }
      const known = new Set(await listKnown(db, guildId, [...present]));
      const wishes = members
        .filter(({ userId }) => held.has(userId) || known.has(userId))
        .map(({ userId, roleIds }) => {
          const place = held.get(userId);
          const mine = place && !place.disbanded ? place.squadRoleId : null;
          const add = mine !== null && !roleIds.includes(mine) ? [mine] : [];
          return { userId, add, remove: roleIds.filter((id) => own.has(id) && id !== mine) };
        });
      await wishFor(guildId, wishes);
      changed(guildId);
    },

    /** Guilds that have squads. */
    guildsWithSquads: (): Promise<Snowflake[]> => listGuilds(db),
  };
}
