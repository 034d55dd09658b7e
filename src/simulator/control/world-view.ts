import type { APIMessage } from 'discord-api-types/v10';
import type { SimulatedMessage } from '../types.ts';
import type { World } from '../world/world.ts';

/** A message as Discord has it, and for whom alone it is. */
export function messageOf(world: World, message: SimulatedMessage): APIMessage & { ephemeral_for?: string } {
  const view = world.messageView(message);
  return {
    ...view,
    ...(message.guild_id ? { guild_id: message.guild_id } : {}),
    ...(message.ephemeral_for ? { ephemeral_for: message.ephemeral_for } : {}),
  };
}

/** Everything there is, as `GET /simulator/api/world` answers it. */
export function worldView(world: World): object {
  const { state, clock } = world;
  const written = (channelId: string) => (state.messages[channelId] ?? []).map((message) => messageOf(world, message));
  return {
    now: new Date(clock.now()).toISOString(),
    clock_offset: clock.offset,
    revision: world.revision,
    application: { id: state.application.id, name: state.application.name, bot: state.application.bot },
    guilds: Object.values(state.guilds).map(({ guild, channels, members, bans }) => ({
      ...guild,
      channels,
      members,
      bans,
      messages: channels.flatMap(({ id }) => written(id)),
      commands: world.commandsFor(guild.id),
    })),
    direct_messages: Object.keys(state.directChannels).map((channelId) => ({
      channel: world.directChannelView(channelId),
      messages: written(channelId),
    })),
  };
}
