import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatorClock, WorldState } from '../types.ts';
import { createChannels } from './channels.ts';
import { createCommands } from './commands.ts';
import { createCore, type WorldOptions } from './core.ts';
import { createFinders } from './find.ts';
import { createGuilds } from './guilds.ts';
import { createInvites } from './invites.ts';
import { createMembers } from './members.ts';
import { createMessages } from './messages.ts';
import { createReactions } from './reactions.ts';
import { createRoles } from './roles.ts';
import { createUsers } from './users.ts';
import { directChannelView, guildCreatePayload, messageView } from './views.ts';

/**
 * The simulated Discord's world over its plain state. Each mutation changes the state, sends the dispatches that
 * Discord would, and writes the audit log when told who acted (`by`).
 */
export function createWorld(state: WorldState, clock: SimulatorClock, options: WorldOptions = {}) {
  const core = createCore(state, clock, options);
  const find = createFinders(core);
  const messages = createMessages(core, find);
  const members = createMembers(core, messages);
  const roles = createRoles(core, members);

  return {
    ...find,
    ...messages,
    ...createReactions(core, find),
    ...members,
    ...roles,
    ...createChannels(core, find, messages),
    ...createGuilds(core, members, roles),
    ...createUsers(core, members),
    ...createCommands(core),
    ...createInvites(core, find),
    state,
    clock,
    get revision() {
      return core.revision;
    },
    snowflake: core.snowflake,
    timestamp: core.timestamp,
    /** Where attachments and avatars are served, without a slash at the end. */
    cdn: core.cdn,
    guild: core.guild,
    member: core.member,
    /** The member that our bot is in a guild, if it is there. */
    bot: core.bot,
    emit: core.emit,
    changed: core.changed,
    onDispatch: core.onDispatch,
    onChange: core.onChange,
    /** Moves simulated time forward by so many milliseconds. */
    advance(milliseconds: number) {
      clock.advance(milliseconds);
      state.clockOffset = clock.offset;
      core.changed();
    },
    /** Puts another state in place of all there is, its clock included. Nothing is dispatched: sessions have to identify again. */
    reset(next: WorldState) {
      for (const key of Object.keys(state)) delete (state as unknown as Record<string, unknown>)[key];
      Object.assign(state, structuredClone(next));
      clock.advance(next.clockOffset - clock.offset);
      core.changed();
    },
    /** A message as REST answers it to the bot. */
    messageView: (message: Parameters<typeof messageView>[1]) => messageView(core, message),
    /** A direct-message channel as REST answers it; undefined when there is none. */
    directChannelView: (channelId: Snowflake) => directChannelView(core, channelId),
    /** The payload of GUILD_CREATE with all members; undefined when there is no such guild. */
    guildCreatePayload: (guildId: Snowflake) => {
      const place = core.guild(guildId);
      return place && guildCreatePayload(core, place);
    },
  };
}

export type World = ReturnType<typeof createWorld>;
