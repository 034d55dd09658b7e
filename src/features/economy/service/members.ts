import type { Snowflake } from '../../../shared/ids.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { EconomyNo, Person } from '../model.ts';
import { findAccount } from '../store/boards.ts';
import type { EconomyDeps } from './context.ts';

export type Members = ReturnType<typeof createMembers>;

/** Who somebody is, before bytes are moved for them: ids that are nobody's open no accounts. */
export function createMembers({ db, discord }: Pick<EconomyDeps, 'db' | 'discord'>) {
  async function receiver(guildId: Snowflake, userId: Snowflake): Promise<Person | EconomyNo> {
    const unknown = refuse('receiver_unknown', { userId });
    const departed = refuse('receiver_departed', { userId });
    const found = await discord.member(guildId, userId);
    if (found === 'away' || found === 'unseen') {
      const unproven = { unknown: found === 'away' ? refuse('discord_away') : unknown, departed };
      return { id: userId, username: null, unproven };
    }
    if (found?.bot) return refuse('receiver_is_bot', { userId });
    if (found) return { id: userId, username: found.username };
    return (await findAccount(db, guildId, userId)) ? departed : unknown;
  }

  async function giver(guildId: Snowflake, userId: Snowflake): Promise<Person | EconomyNo> {
    const asGiver = (no: EconomyNo) => (no.refused === 'discord_away' ? no : refuse('giver_unknown', { userId }));
    const found = await receiver(guildId, userId);
    if (isRefusal(found)) return asGiver(found);
    if (!found.unproven) return found;
    const { unknown, departed } = found.unproven;
    return { ...found, unproven: { unknown: asGiver(unknown), departed: asGiver(departed) } };
  }

  /** A person beyond doubt: where Discord tells nothing, an account proves that there is one. */
  async function proven(guildId: Snowflake, { unproven, ...person }: Person): Promise<Person | EconomyNo> {
    if (!unproven) return person;
    const account = await findAccount(db, guildId, person.id);
    if (!account) return unproven.unknown;
    return account.departedAt === null ? person : unproven.departed;
  }

  return {
    giver,
    receiver,
    proven,

    /** Whoever has an account, wherever they are now, and every member. */
    async holder(guildId: Snowflake, userId: Snowflake): Promise<Person | EconomyNo> {
      const told = await receiver(guildId, userId);
      const found = isRefusal(told) ? told : await proven(guildId, told);
      if (!isRefusal(found)) return found;
      if (found.refused === 'receiver_departed') return { id: userId, username: null };
      return found.refused === 'receiver_unknown' ? refuse('no_account', { userId }) : found;
    },
  };
}
