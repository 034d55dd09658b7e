import type { Snowflake } from '../../../shared/ids.ts';
import * as memberships from '../store/memberships.ts';
import * as store from '../store/people.ts';
import type { SquadsDeps } from './context.ts';

/** People who want to see or lose what is kept about them. */
export function createPeople(
  { db, roles }: Pick<SquadsDeps, 'db' | 'roles'>,
  { changed }: { readonly changed: (guildId: Snowflake) => void },
) {
  return {
    /** Everything that squads keep about a person, in every guild. */
    exportUser: (userId: Snowflake) => store.readPerson(db, userId),

    /** Takes the person out of every squad and forgets that they were there; the roles go in the background. */
    async eraseUser(userId: Snowflake): Promise<void> {
      for (const guildId of await store.listGuildsOf(db, userId)) {
        await db.transaction(async (tx) => {
          await memberships.lockPerson(tx, guildId, userId);
          const held = await memberships.findMembership(tx, guildId, userId);
          await memberships.deleteMembership(tx, guildId, userId);
          await store.forgetHistory(tx, guildId, userId);
          if (held)
            await roles.enqueue(tx, { guildId, userId, remove: [held.roleId], reason: 'Asked to be forgotten' });
        });
        roles.wake(guildId);
        changed(guildId);
      }
    },
  };
}
