import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { EconomyNo, Person } from '../model.ts';
import { findAccount } from '../store/boards.ts';
import type { EconomyDeps } from './context.ts';

export type Members = ReturnType<typeof createMembers>;

/** Who somebody is, before bytes are moved for them: ids that are nobody's open no accounts. */
export function createMembers({ db, discord }: Pick<EconomyDeps, 'db' | 'discord'>) {
  /** Where Discord tells nothing, an account proves that there is such a person. */
  async function known(guildId: Snowflake, userId: Snowflake, otherwise: EconomyNo): Promise<Person | EconomyNo> {
    const account = await findAccount(db, guildId, userId);
    if (!account) return otherwise;
    return account.departedAt === null ? { id: userId, username: null } : refuse('receiver_departed', { userId });
  }

  async function receiver(guildId: Snowflake, userId: Snowflake): Promise<Person | EconomyNo> {
    const found = await discord.member(guildId, userId);
    if (found === 'away') return known(guildId, userId, refuse('discord_away'));
    if (found === 'unseen') return known(guildId, userId, refuse('receiver_unknown', { userId }));
    if (found?.bot) return refuse('receiver_is_bot', { userId });
    if (found) return { id: userId, username: found.username };
    const account = await findAccount(db, guildId, userId);
    return refuse(account ? 'receiver_departed' : 'receiver_unknown', { userId });
  }

  return {
    receiver,

    async giver(guildId: Snowflake, userId: Snowflake): Promise<Person | EconomyNo> {
      const found = await receiver(guildId, userId);
      if (!isRefusal(found) || found.refused === 'discord_away') return found;
      return refuse('giver_unknown', { userId });
    },

    /** Whoever has an account, wherever they are now, and every member. */
    async holder(guildId: Snowflake, userId: Snowflake): Promise<Person | EconomyNo> {
      const found = await receiver(guildId, userId);
      if (!isRefusal(found)) return found;
      if (found.refused === 'receiver_departed') return { id: userId, username: null };
      return found.refused === 'receiver_unknown' ? refuse('no_account', { userId }) : found;
    },
  };
}
