import type { Snowflake } from '../../../shared/ids.ts';
import type { FoundPerson, Profile } from '../model.ts';
import { readWanted } from '../rules.ts';
import * as store from '../store/people.ts';
import type { StatsDeps } from './context.ts';

const MOST = 20;
/** Discord is asked for one person in so many guilds at most. */
const ASKED = 20;

/** People by name, id or mention, in the guilds that are given and in no other. */
export function createPeople({ db, directory, log }: Pick<StatsDeps, 'db' | 'directory' | 'log'>) {
  async function memberships(guildIds: readonly Snowflake[], userId: Snowflake) {
    const asked = await Promise.all(
      guildIds.slice(0, ASKED).map(async (guildId) => {
        try {
          const member = await directory.member(guildId, userId);
          return member && { guildId, ...member };
        } catch (error) {
          log.debug({ err: error, guildId }, 'Discord did not say who this is');
          return null;
        }
      }),
    );
    return asked.filter((member) => member !== null);
  }

  /** What is stored of a person and what Discord knows; null for who is in none of the guilds. */
  async function person(userId: Snowflake, guildIds: readonly Snowflake[]): Promise<Profile | null> {
    const [accounts, members] = await Promise.all([
      store.findAccounts(db, guildIds, userId),
      memberships(guildIds, userId),
    ]);
    if (accounts.length === 0 && members.length === 0) return null;
    const [member] = members;
    return {
      userId,
      username: member?.username ?? accounts.find(({ username }) => username !== null)?.username ?? null,
      displayName: member?.displayName ?? null,
      guildIds: [...new Set([...accounts, ...members].map(({ guildId }) => guildId))].sort(),
      accounts,
    };
  }

  return {
    person,

    /** At most twenty, the best first. */
    async people(text: string, guildIds: readonly Snowflake[]): Promise<readonly FoundPerson[]> {
      const wanted = readWanted(text);
      if (!wanted || guildIds.length === 0) return [];
      if ('name' in wanted) return store.findByName(db, guildIds, wanted.name, MOST);
      const found = await person(wanted.id, guildIds);
      return found ? [{ userId: found.userId, username: found.username, guildIds: found.guildIds }] : [];
    },
  };
}
