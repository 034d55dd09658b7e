import {
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from 'discord-api-types/v10';
import { isSnowflake } from '../../shared/ids.ts';
import type { MessageChanges, NewAttachment } from '../world/messages.ts';
import { DiscordError, fieldError } from './errors.ts';
import type { MessageBody } from './ports.ts';

/** What all validated message bodies share. */
interface Written {
  content?: string | null | undefined;
  embeds?: readonly object[] | null | undefined;
  components?: readonly object[] | null | undefined;
  allowed_mentions?: object | null | undefined;
  attachments?: readonly { id: string; filename?: unknown; description?: unknown }[] | null | undefined;
  flags?: number | null | undefined;
  tts?: boolean | null | undefined;
}

/**
 * A validated body with its uploads: which files come, which attachments stay.
 * @throws DiscordError `invalid_form` when an attachment is described that was not uploaded
 */
export function messageInput(body: Written, files: ReadonlyMap<string, NewAttachment>): MessageBody {
  const described = body.attachments ?? [];
  const uploads = new Map(files);
  const keep: string[] = [];
  for (const [index, { id, filename, description }] of described.entries()) {
    const file = uploads.get(id);
    if (file) {
      uploads.set(id, {
        ...file,
        ...(typeof filename === 'string' ? { filename } : {}),
        ...(typeof description === 'string' ? { description } : {}),
      });
    } else if (isSnowflake(id)) keep.push(id);
    else throw fieldError(['attachments', index], 'MESSAGE_ATTACHMENT_NOT_FOUND', 'Attachment data cannot be found');
  }
  return {
    content: body.content,
    embeds: body.embeds as APIEmbed[] | null | undefined,
    components: body.components as APIMessageTopLevelComponent[] | null | undefined,
    allowed_mentions: body.allowed_mentions as APIAllowedMentions | null | undefined,
    flags: body.flags,
    ...(body.tts ? { tts: true } : {}),
    files: [...uploads.values()],
    ...(body.attachments ? { keep } : {}),
  };
}

/** @throws DiscordError `empty_message` when a new message has nothing to show */
export function requireContent({ content, embeds, components, files }: MessageBody): void {
  if (content?.trim() || embeds?.length || components?.length || files.length) return;
  throw new DiscordError('empty_message');
}

/** The part of a new message that its body says. */
export function newMessageOf({
  content,
  embeds,
  components,
  allowed_mentions: allowed,
  flags,
  tts,
  files,
}: MessageBody) {
  return {
    content: content ?? '',
    embeds: embeds ?? [],
    components: components ?? [],
    attachments: files,
    flags: flags ?? 0,
    tts: tts ?? false,
    ...(allowed ? { allowedMentions: allowed } : {}),
  };
}

/** Flags that an application may not change by an edit. */
const LASTING = ~MessageFlags.SuppressEmbeds;

/** What an edit changes on a message: an explicit null empties, an absent field stays. */
export function changesOf(body: MessageBody, { flags: before }: Pick<APIMessage, 'flags'>): MessageChanges {
  const { content, embeds, components, allowed_mentions: allowed, flags, files, keep } = body;
  return {
    ...(content === undefined ? {} : { content: content ?? '' }),
    ...(embeds === undefined ? {} : { embeds: embeds ?? [] }),
    ...(components === undefined ? {} : { components: components ?? [] }),
    ...(flags == null ? {} : { flags: ((before ?? 0) & LASTING) | flags }),
    ...(allowed ? { allowedMentions: allowed } : {}),
    ...(keep ? { keep } : {}),
    files,
  };
}
