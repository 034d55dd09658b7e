import {
  type APIAttachment,
  type APIMessage,
  type MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { type Snowflake, snowflakeAt } from '../../shared/ids.ts';
import type { SimulatedMessage } from '../types.ts';
import type { WorldCore } from './core.ts';
import type { Finders } from './find.ts';
import { mentionsOf } from './mentions.ts';
import type { NewAttachment, NewMessage } from './messages.ts';
import { componentsForm, embedForm } from './normal-form.ts';
import { present } from './present.ts';

/** Makes a message, complete as Discord would answer it, from what was written. */
export function compose(core: WorldCore, find: Finders, fields: NewMessage): SimulatedMessage {
  const author = core.state.users[fields.authorId];
  if (!author) throw new Error(`no user ${fields.authorId}`);
  const at = fields.at ?? core.clock.now();
  const replied = fields.replyTo ? find.message(fields.channelId, fields.replyTo) : undefined;
  const { content = '', embeds = [], components = [], attachments = [], tts = false } = fields;
  return {
    id: fields.id ?? snowflakeAt(at, core.state.sequence++),
    channel_id: fields.channelId,
    author,
    content,
    timestamp: new Date(at).toISOString(),
    edited_timestamp: null,
    tts,
    ...mentionsOf(core, find, { ...fields, content, repliedTo: replied?.author }),
    attachments: attachments.map((file) => attachmentOf(core, file, fields.channelId)),
    embeds: embeds.map(embedForm),
    components: componentsForm(components),
    pinned: false,
    type: fields.type ?? (replied ? MessageType.Reply : MessageType.Default),
    flags: (fields.flags ?? 0) as MessageFlags,
    ...provenance(fields),
    ...(replied ? replyTo(replied) : {}),
    ...present({ guild_id: find.guildOfChannel(fields.channelId)?.guild.id }),
  };
}

function provenance(fields: NewMessage) {
  return present({
    nonce: fields.nonce,
    webhook_id: fields.webhookId,
    application_id: fields.applicationId,
    interaction_metadata: fields.interactionMetadata,
    interaction: fields.interaction,
    ephemeral_for: fields.ephemeralFor,
  });
}

export function attachmentOf(core: WorldCore, file: NewAttachment, channelId: Snowflake): APIAttachment {
  const id = core.snowflake();
  const url = `${core.cdn}/attachments/${channelId}/${id}/${encodeURIComponent(file.filename)}`;
  const { content_type, description } = file;
  return {
    id,
    filename: file.filename,
    size: file.size,
    url,
    proxy_url: url,
    ...present({ content_type, description }),
  };
}

function replyTo(message: SimulatedMessage): Pick<APIMessage, 'message_reference' | 'referenced_message'> {
  const { referenced_message: _, ephemeral_for: _viewer, reactors: _reactors, ...quoted } = message;
  const { channel_id, id, guild_id } = message;
  return {
    message_reference: { type: MessageReferenceType.Default, channel_id, message_id: id, ...present({ guild_id }) },
    referenced_message: structuredClone(quoted),
  };
}
