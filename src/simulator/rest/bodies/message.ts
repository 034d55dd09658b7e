import { MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageComponents } from './components.ts';
import { color, id, instant, integer, text, url } from './fields.ts';

const media = z.strictObject({
  url,
  proxy_url: z.string().nullish(),
  height: integer().nullish(),
  width: integer().nullish(),
  placeholder: z.unknown().optional(),
  placeholder_version: z.unknown().optional(),
  content_type: z.unknown().optional(),
  flags: z.unknown().optional(),
  description: z.unknown().optional(),
});

const embed = z.strictObject({
  title: text(256).nullish(),
  type: z.string().nullish(),
  description: text(4096).nullish(),
  url: url.nullish(),
  timestamp: instant.nullish(),
  color: color.nullish(),
  footer: z
    .strictObject({ text: text(2048, 1), icon_url: url.nullish(), proxy_icon_url: z.string().nullish() })
    .nullish(),
  author: z
    .strictObject({
      name: text(256, 1),
      url: url.nullish(),
      icon_url: url.nullish(),
      proxy_icon_url: z.string().nullish(),
    })
    .nullish(),
  image: media.nullish(),
  thumbnail: media.nullish(),
  video: media.nullish(),
  provider: z.unknown().optional(),
  fields: z
    .array(z.strictObject({ name: text(256, 1), value: text(1024, 1), inline: z.boolean().nullish() }))
    .max(25)
    .nullish(),
});

type Embed = z.infer<typeof embed>;

/** All embeds of a message together: at most this many characters. */
const EMBED_TOTAL = 6000;

const embeds = z
  .array(embed)
  .max(10)
  .refine((list) => list.reduce((sum, each) => sum + charactersOf(each), 0) <= EMBED_TOTAL, {
    message: 'Embed size exceeds maximum size of 6000',
    params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
  });

function charactersOf({ title, description, footer, author, fields }: Embed): number {
  const texts = [
    title,
    description,
    footer?.text,
    author?.name,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
}

const allowedMentions = z
  .strictObject({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: z.array(id).max(100).nullish(),
    roles: z.array(id).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine(({ parse, users, roles }, context) => {
    for (const [kind, list] of Object.entries({ users, roles })) {
      if (list?.length && parse?.includes(kind as 'users')) {
        context.addIssue({
          code: 'custom',
          path: [kind],
          message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          params: { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
        });
      }
    }
  });

/** Of a new file `id` is its number among the uploads; of one that stays its own. */
const attachment = z.strictObject({
  id: z.union([z.string(), z.int()]).transform(String),
  filename: z.string().max(1024).nullish(),
  description: text(1024).nullish(),
  title: z.string().nullish(),
  is_spoiler: z.boolean().nullish(),
  ...Object.fromEntries(
    [
      'url',
      'proxy_url',
      'size',
      'content_type',
      'width',
      'height',
      'ephemeral',
      'flags',
      'placeholder',
      'placeholder_version',
      'duration_secs',
      'waveform',
    ].map((known) => [known, z.unknown().optional()]),
  ),
});

const flags = (allowed: number) =>
  integer(0)
    .refine((value) => (value & ~allowed) === 0, {
      message: 'Flags that a message cannot be given.',
      params: { code: 'MESSAGE_INVALID_FLAGS' },
    })
    .nullish();

const V2 = MessageFlags.IsComponentsV2;
const COMMON = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | V2;

/** What any message may carry; discord.js sends `tts` and `enforce_nonce` with every one, and Discord lets it. */
const written = {
  tts: z.boolean().nullish(),
  enforce_nonce: z.boolean().nullish(),
  content: text(2000).nullish(),
  embeds: embeds.nullish(),
  components: messageComponents.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: z.array(attachment).max(10).nullish(),
};

export const createMessageBody = z
  .strictObject({
    ...written,
    nonce: z.union([z.string().max(25), z.int()]).nullish(),
    flags: flags(COMMON),
    message_reference: z
      .strictObject({
        type: integer(0, 1).nullish(),
        message_id: id,
        channel_id: id.nullish(),
        guild_id: id.nullish(),
        fail_if_not_exists: z.boolean().nullish(),
      })
      .nullish(),
    sticker_ids: z.array(id).max(3).nullish(),
    poll: z.unknown().optional(),
    shared_client_theme: z.unknown().optional(),
  })
  .superRefine(plainOrLayout);

export const editMessageBody = z.strictObject({ ...written, flags: flags(COMMON | MessageFlags.HasThread) });

/** What an application writes for an interaction. */
export const interactionMessageBody = z
  .strictObject({
    ...written,
    flags: flags(COMMON | MessageFlags.Ephemeral),
    poll: z.unknown().optional(),
  })
  .superRefine(plainOrLayout);

export const webhookMessageBody = z
  .strictObject({
    ...written,
    flags: flags(COMMON | MessageFlags.Ephemeral),
    username: text(80).nullish(),
    avatar_url: url.nullish(),
    thread_name: text(100).nullish(),
    applied_tags: z.array(id).nullish(),
    poll: z.unknown().optional(),
  })
  .superRefine(plainOrLayout);

/** Five rows at most, and Components V2 exclude content and embeds. */
function plainOrLayout(
  {
    flags: set,
    content,
    embeds: list,
    components,
  }: {
    flags?: number | null | undefined;
    content?: unknown;
    embeds?: unknown;
    components?: { type: number }[] | null | undefined;
  },
  context: z.core.$RefinementCtx,
): void {
  const fail = (path: string, message: string, code: string) =>
    context.addIssue({ code: 'custom', input: path, path: [path], message, params: { code } });
  if ((set ?? 0) & V2) {
    const used = { content, embeds: list };
    for (const [field, value] of Object.entries(used)) {
      if (value)
        fail(
          field,
          `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        );
    }
    return;
  }
  if ((components?.length ?? 0) > 5) fail('components', 'Must be 5 or fewer in length.', 'BASE_TYPE_MAX_LENGTH');
  if (components?.some(({ type }) => type !== 1))
    fail('components', 'Layouts need MessageFlags.IS_COMPONENTS_V2', 'UNION_TYPE_CHOICES');
}

export type CreateMessageBody = z.infer<typeof createMessageBody>;
