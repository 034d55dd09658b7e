import { type APIUser, GatewayDispatchEvents } from 'discord-api-types/v10';
import { type Snowflake, snowflakeAt } from '../../shared/ids.ts';
import type { WorldCore } from './core.ts';
import { type UserFields, userOf } from './entities.ts';
import type { DirectChannel } from './find.ts';
import type { Members } from './members.ts';

export type NewUser = Partial<UserFields> & {
  username: string;
  /** How old the account is, in milliseconds; its id is made from that. */
  accountAge?: number;
};
export type UserChanges = Partial<Pick<APIUser, 'username' | 'global_name' | 'avatar'>>;

export function createUsers(core: WorldCore, members: Members) {
  const { state } = core;

  /** A new account, in no guild yet. */
  function createUser({ accountAge = 0, ...fields }: NewUser): APIUser {
    const user = userOf({ id: snowflakeAt(core.clock.now() - accountAge, state.sequence++), ...fields });
    state.users[user.id] = user;
    core.changed();
    return user;
  }

  /** Renames an account, everywhere; undefined when there is none. */
  function updateUser(userId: Snowflake, changes: UserChanges): APIUser | undefined {
    const user = state.users[userId];
    if (!user) return undefined;
    Object.assign(user, changes);
    if (userId === state.application.bot.id) {
      Object.assign(state.application.bot, changes);
      core.emit({ t: GatewayDispatchEvents.UserUpdate, d: user, intents: 0 });
    }
    for (const place of Object.values(state.guilds)) {
      const member = core.member(place.guild.id, userId);
      if (!member) continue;
      member.user = user;
      members.tellMember(place.guild.id, member);
    }
    core.changed();
    return user;
  }

  /** The direct-message channel between our bot and a user, made when needed; undefined when there is no such user. */
  function openDirectChannel(userId: Snowflake): DirectChannel | undefined {
    if (!state.users[userId]) return undefined;
    const open = Object.values(state.directChannels).find(({ recipients }) => recipients.includes(userId));
    if (open) return open;
    const channel = { id: core.snowflake(), recipients: [userId] };
    state.directChannels[channel.id] = channel;
    state.messages[channel.id] ??= [];
    core.changed();
    return channel;
  }

  /** Opens or closes a user's direct messages. */
  function setDirectMessages(userId: Snowflake, open: boolean): void {
    const closed = (state.closedDirectMessages ?? []).filter((id) => id !== userId);
    state.closedDirectMessages = open ? closed : [...closed, userId];
    core.changed();
  }

  /** Whether our bot may write to a user: he is a person, shares a guild with it and hasn't closed his messages. */
  function takesDirectMessages(userId: Snowflake): boolean {
    if (state.users[userId]?.bot || state.closedDirectMessages?.includes(userId)) return false;
    return Object.keys(state.guilds).some((guildId) => core.bot(guildId) && core.member(guildId, userId));
  }

  return { createUser, updateUser, openDirectChannel, setDirectMessages, takesDirectMessages };
}
