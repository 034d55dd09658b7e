import { z } from 'zod';
import { bits, color, id, instant, integer, text } from './fields.ts';

/** The longest timeout: 28 days. */
const LONGEST_TIMEOUT = 28 * 86_400_000;

const memberChanges = z.strictObject({
  nick: text(32).nullish(),
  roles: z.array(id).nullish(),
  mute: z.boolean().nullish(),
  deaf: z.boolean().nullish(),
  channel_id: id.nullish(),
  communication_disabled_until: instant.nullish(),
  /** discord.js sends its own option along with Discord's field; Discord reads only the field. */
  communicationDisabledUntil: z.unknown().optional(),
  flags: integer(0).nullish(),
});

/** @param now the simulated instant that the 28 days count from */
export const memberChangesAt = (now: number) =>
  memberChanges
    .refine(({ communication_disabled_until: until }) => !until || Date.parse(until) <= now + LONGEST_TIMEOUT, {
      path: ['communication_disabled_until'],
      message: 'Invalid communication disabled timestamp',
      params: { code: 'INVALID_COMMUNICATION_DISABLED_TIMESTAMP' },
    })
    .transform(({ communicationDisabledUntil: _, ...changes }) => changes);

export const ownMemberChanges = z.strictObject({
  nick: text(32).nullish(),
  avatar: z.string().nullish(),
  banner: z.string().nullish(),
  bio: text(190).nullish(),
});

export const newMember = z.strictObject({
  access_token: z.string(),
  nick: text(32).nullish(),
  roles: z.array(id).nullish(),
  mute: z.boolean().nullish(),
  deaf: z.boolean().nullish(),
});

export const banBody = z
  .strictObject({
    delete_message_seconds: integer(0, 604_800).nullish(),
    delete_message_days: integer(0, 7).nullish(),
  })
  .nullish();

export const bulkBanBody = z.strictObject({
  user_ids: z.array(id).min(1).max(200),
  delete_message_seconds: integer(0, 604_800).nullish(),
});

export const roleBody = z
  .strictObject({
    name: text(100).nullish(),
    permissions: bits.nullish(),
    color: color.nullish(),
    colors: z
      .strictObject({ primary_color: color, secondary_color: color.nullish(), tertiary_color: color.nullish() })
      .nullish(),
    hoist: z.boolean().nullish(),
    mentionable: z.boolean().nullish(),
    icon: z.string().nullish(),
    unicode_emoji: text(100).nullish(),
  })
  .nullish();

export const positionsBody = z.array(
  z.strictObject({
    id,
    position: integer(0).nullish(),
    lock_permissions: z.boolean().nullish(),
    parent_id: id.nullish(),
  }),
);

const overwrite = z.strictObject({
  id,
  type: z.union([z.literal([0, 1]), z.enum(['0', '1']).transform((value) => Number(value) as 0 | 1)]).nullish(),
  allow: bits.nullish(),
  deny: bits.nullish(),
});

export const overwriteBody = overwrite.omit({ id: true });

const channelFields = {
  topic: text(1024).nullish(),
  bitrate: integer(8000).nullish(),
  user_limit: integer(0, 99).nullish(),
  rate_limit_per_user: integer(0, 21_600).nullish(),
  position: integer(0).nullish(),
  permission_overwrites: z.array(overwrite).max(1000).nullish(),
  parent_id: id.nullish(),
  nsfw: z.boolean().nullish(),
  rtc_region: z.string().nullish(),
  video_quality_mode: integer(1, 2).nullish(),
  default_auto_archive_duration: integer().nullish(),
  default_reaction_emoji: z.unknown().optional(),
  available_tags: z.array(z.unknown()).nullish(),
  default_sort_order: integer().nullish(),
  default_forum_layout: integer().nullish(),
  default_thread_rate_limit_per_user: integer().nullish(),
};

export const newChannel = z.strictObject({ name: text(100, 1), type: integer(0, 16).nullish(), ...channelFields });
export const channelChanges = z.strictObject({
  name: text(100, 1).nullish(),
  type: integer(0, 16).nullish(),
  flags: integer(0).nullish(),
  archived: z.boolean().nullish(),
  auto_archive_duration: integer().nullish(),
  locked: z.boolean().nullish(),
  invitable: z.boolean().nullish(),
  applied_tags: z.array(id).nullish(),
  ...channelFields,
});

const archiveAfter = z.preprocess(
  (value) => (typeof value === 'string' ? Number(value) : value),
  z.literal([60, 1440, 4320, 10_080]),
);

export const newThread = z.strictObject({
  name: text(100, 1),
  auto_archive_duration: archiveAfter.nullish(),
  type: integer(10, 12).nullish(),
  invitable: z.boolean().nullish(),
  rate_limit_per_user: integer(0, 21_600).nullish(),
});

export const newInvite = z
  .strictObject({
    max_age: integer(0, 604_800).nullish(),
    max_uses: integer(0, 100).nullish(),
    temporary: z.boolean().nullish(),
    unique: z.boolean().nullish(),
    target_type: integer().nullish(),
    target_user_id: id.nullish(),
    target_application_id: id.nullish(),
  })
  .nullish();

export const bulkDeleteBody = z.strictObject({ messages: z.array(id) });
export const directChannelBody = z.strictObject({ recipient_id: id });
export const ownUserChanges = z.strictObject({
  username: text(32, 2).nullish(),
  avatar: z.string().nullish(),
  banner: z.string().nullish(),
});
