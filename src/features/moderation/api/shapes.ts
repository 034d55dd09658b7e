import { z } from 'zod';
import type { ApiKit } from '../../../http/kit/kit.ts';
import { refusalResponse } from '../../../http/kit/refusals.ts';
import {
  described,
  guildId,
  instant,
  iso,
  maybeInstant,
  maybeIso,
  maybeText,
  SAMPLE,
  text,
  userId,
} from '../../../http/kit/shapes.ts';
import { queryNumber } from '../../../http/kit/values.ts';
import type { Actor } from '../../../shared/actor.ts';
import type { Case, CaseEvent, CaseWithEvents, ModerationNo, Moderator } from '../model.ts';
import { ACTIONS, EVENT_KINDS, NOTE_LIMIT, OUTCOMES, REASON_LIMIT, SOURCES } from '../rules.ts';
import type { Moderation } from '../service/index.ts';
import { moderationWording } from '../text.ts';

export interface ModerationApiDeps {
  readonly moderation: Moderation;
  readonly kit: ApiKit;
}

export const READ = { scope: 'moderation:read', guild: 'guild_id' } as const;
export const ACT = { scope: 'moderation:act', guild: 'guild_id' } as const;
export const PREFIX = '/guilds/:guild_id/moderation';

export function refused(request: Request, refusal: ModerationNo): Response {
  return refusalResponse(request, refusal, moderationWording);
}

/** A key acts by its own right; the bot's rank counts, its maker's does not. */
export function moderatorOf({ id, name = null }: Actor): Moderator {
  return { id, name, member: false };
}

const MOST_SECONDS = 365 * 86_400;
const number = described(z.int().min(1).max(2_147_483_647), 'The case’s number in its guild.', 12);
export const ofCase = z.object({
  guild_id: guildId,
  number: queryNumber(1, 2_147_483_647).meta({ description: 'The case’s number in its guild.', examples: [12] }),
});

const reason = described(z.string().max(REASON_LIMIT), 'Why; the person and Discord’s audit log see it.', 'Spam');
export const seconds = described(
  z.int().min(1).max(MOST_SECONDS),
  'How long, in seconds: a timeout at most 28 days, a ban at most a year; left out or null for good.',
  3_600,
).nullable();

/** What is to be done, without to whom. */
export const deed = {
  action: described(z.enum(ACTIONS), 'What is done.', 'timeout'),
  reason: reason.nullable().optional(),
  duration_seconds: seconds.optional(),
  delete_message_seconds: described(
    z.int().min(0).max(604_800),
    'How far back their messages go with a ban.',
    0,
  ).optional(),
  tell: described(z.boolean(), 'Whether they are told by direct message.', true).optional(),
};

export const noteWish = z
  .strictObject({
    text: described(z.string().min(1).max(NOTE_LIMIT), 'What other moderators should know.', 'Talked to them'),
  })
  .meta({ examples: [{ text: 'Talked to them' }] });

const event = z.object({
  id: described(z.uuid(), 'The event’s id.', SAMPLE.id),
  kind: described(z.enum(EVENT_KINDS), 'What happened.', 'created'),
  actor_id: text('Who did it; `SYSTEM` for the bot itself.', SAMPLE.user),
  actor_name: maybeText('What they were called then.', 'margaret'),
  text: maybeText('A note, or what went wrong.', null),
  at: instant('When.'),
});

export const oneCase = z.object({
  number,
  action: described(z.enum(ACTIONS), 'What was done.', 'timeout'),
  user_id: userId,
  user_name: maybeText('What they were called then; null once they had their data deleted.', 'max'),
  moderator_id: text('Who did it; a key of this API, `SYSTEM` for a rule.', SAMPLE.user),
  moderator_name: maybeText('What they were called then.', 'margaret'),
  reason: maybeText('Why.', 'Spam'),
  source: described(z.enum(SOURCES), 'How it was brought about; `native` is Discord’s own menu.', 'command'),
  outcome: described(z.enum(OUTCOMES), 'What came of it at Discord.', 'applied'),
  problem: maybeText('What Discord said when it failed.', null),
  expires_at: maybeInstant('When it ends by itself; null for good.'),
  ended_at: maybeInstant('When it ended; null while it goes on.'),
  dm_delivered: described(z.boolean().nullable(), 'Whether they were told; null where nobody was to be.', true),
  resolved: described(z.boolean(), 'Whether it is closed.', false),
  resolved_at: maybeInstant('When it was closed.'),
  resolve_note: maybeText('Why it was closed.', null),
  created_at: instant('When it was opened.'),
  updated_at: instant('When something happened to it last.'),
});

export const wholeCase = oneCase.extend({
  events: z.array(event).meta({ description: 'What happened to it, oldest first.' }),
});

export function caseOf(one: Case): z.output<typeof oneCase> {
  return {
    number: one.number,
    action: one.action,
    user_id: one.userId,
    user_name: one.userTag,
    moderator_id: one.moderatorId,
    moderator_name: one.moderatorTag,
    reason: one.reason,
    source: one.source,
    outcome: one.outcome,
    problem: one.problem,
    expires_at: maybeIso(one.expiresAt),
    ended_at: maybeIso(one.endedAt),
    dm_delivered: one.dmDelivered,
    resolved: one.resolved,
    resolved_at: maybeIso(one.resolvedAt),
    resolve_note: one.resolveNote,
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
  };
}

export function wholeOf(one: CaseWithEvents): z.output<typeof wholeCase> {
  return { ...caseOf(one), events: one.events.map(eventOf) };
}

function eventOf({ id, kind, actorId, actorTag, data, at }: CaseEvent): z.output<typeof event> {
  const said = data.text ?? data.problem;
  return {
    id,
    kind,
    actor_id: actorId,
    actor_name: actorTag,
    text: typeof said === 'string' ? said : null,
    at: iso(at),
  };
}

const CASE_EXAMPLE = {
  ...{ number: 12, action: 'timeout', user_id: SAMPLE.user, user_name: 'max' },
  ...{ moderator_id: '80351110224678913', moderator_name: 'margaret', reason: 'Spam', source: 'command' },
  ...{ outcome: 'applied', problem: null, expires_at: SAMPLE.instant, ended_at: null, dm_delivered: true },
  ...{ resolved: false, resolved_at: null, resolve_note: null, created_at: SAMPLE.instant, updated_at: SAMPLE.instant },
};

export const EXAMPLE = {
  case: CASE_EXAMPLE,
  whole: {
    ...CASE_EXAMPLE,
    events: [
      {
        ...{ id: SAMPLE.id, kind: 'created', actor_id: '80351110224678913', actor_name: 'margaret' },
        ...{ text: null, at: SAMPLE.instant },
      },
    ],
  },
};

export const STANDING_ERRORS = [
  'bot_lacks_permission',
  'target_is_bot',
  'target_is_owner',
  'target_is_administrator',
  'target_departed',
  'target_above_bot',
  'user_unknown',
  'user_banned_already',
  'user_not_banned',
  'user_not_timed_out',
  'guild_unseen',
  'discord_away',
] as const;

export const WISH_ERRORS = [
  'duration_needed',
  'duration_too_short',
  'duration_too_long',
  'duration_not_for_this',
  'note_empty',
] as const;
