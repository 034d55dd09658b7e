import type {
  APIAllowedMentions,
  APIApplicationCommandOptionChoice,
  APIEmbed,
  APIMessage,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  RESTPostAPIInteractionCallbackWithResponseResult,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { NewAttachment } from '../world/messages.ts';

/** A message as an application writes it, validated. Absent fields stay as they are when it is an edit. */
export interface MessageBody {
  content?: string | null | undefined;
  embeds?: APIEmbed[] | null | undefined;
  components?: APIMessageTopLevelComponent[] | null | undefined;
  allowed_mentions?: APIAllowedMentions | null | undefined;
  flags?: number | null | undefined;
  tts?: boolean | undefined;
  /** Uploaded files, to be attached. */
  files: NewAttachment[];
  /** On edits: the attachments that stay, by id; all when not set. */
  keep?: Snowflake[];
}

/** What an application answers to an interaction, validated. */
export interface CallbackBody {
  type: InteractionResponseType;
  data?:
    | MessageBody
    | APIModalInteractionResponseCallbackData
    | { choices: APIApplicationCommandOptionChoice[] }
    | undefined;
}

/**
 * The interactions behind `/interactions` and `/webhooks/:application/:token`. Bodies arrive validated, with the
 * uploaded files. Each method throws a DiscordError: `unknown_interaction` (late or no such id or token),
 * `acknowledged`, `invalid_webhook_token` (token unknown or older than 15 min), `unknown_message`.
 */
export interface InteractionPort {
  /** The first answer. */
  callback(id: Snowflake, token: string, body: CallbackBody): Promise<RESTPostAPIInteractionCallbackWithResponseResult>;
  /** `messageId` may be `@original`. */
  getMessage(token: string, messageId: Snowflake | '@original'): Promise<APIMessage>;
  editMessage(token: string, messageId: Snowflake | '@original', body: MessageBody): Promise<APIMessage>;
  deleteMessage(token: string, messageId: Snowflake | '@original'): Promise<void>;
  followup(token: string, body: MessageBody): Promise<APIMessage>;
}
