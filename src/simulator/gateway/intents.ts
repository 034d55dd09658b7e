import { type APIMessage, GatewayIntentBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { Dispatch } from '../types.ts';

const KNOWN_INTENTS = Object.values(GatewayIntentBits)
  .filter((bit): bit is GatewayIntentBits => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/** Whether every bit is one that Discord knows. */
export function areKnownIntents(intents: number): boolean {
  return Number.isInteger(intents) && intents >= 0 && (intents & ~KNOWN_INTENTS) === 0;
}

/** Whether a session with these intents gets the dispatch at all. */
export function isSubscribed(dispatch: Dispatch, intents: number): boolean {
  return dispatch.intents === 0 || (dispatch.intents & intents) !== 0;
}

/**
 * The dispatch as a session with these intents sees it. Without MESSAGE_CONTENT others' guild messages come blank unless
 * they mention the bot; without GUILD_PRESENCES the bot is the only member in GUILD_CREATE.
 */
export function visibleTo(dispatch: Dispatch, intents: number, botId: Snowflake): unknown {
  switch (dispatch.t) {
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE':
      return intents & GatewayIntentBits.MessageContent ? dispatch.d : blank(dispatch.d as GatewayMessage, botId);
    case 'GUILD_CREATE':
      return intents & GatewayIntentBits.GuildPresences ? dispatch.d : withoutOthers(dispatch.d as GatewayGuild, botId);
    default:
      return dispatch.d;
  }
}

type GatewayMessage = APIMessage & { guild_id?: Snowflake };
type GatewayGuild = { members: { user: { id: Snowflake } }[] };

function withoutOthers(guild: GatewayGuild, botId: Snowflake): GatewayGuild {
  return { ...guild, members: guild.members.filter(({ user }) => user.id === botId) };
}

function blank(message: GatewayMessage, botId: Snowflake): unknown {
  const exempt =
    message.guild_id === undefined || message.author.id === botId || message.mentions.some(({ id }) => id === botId);
  const referenced = message.referenced_message;
  return {
    ...message,
    ...(exempt ? {} : { content: '', embeds: [], attachments: [], components: [] }),
    ...(referenced ? { referenced_message: blank({ ...referenced, ...guildOf(message) }, botId) } : {}),
  };
}

function guildOf(message: { guild_id?: Snowflake }): { guild_id?: Snowflake } {
  return message.guild_id === undefined ? {} : { guild_id: message.guild_id };
}
