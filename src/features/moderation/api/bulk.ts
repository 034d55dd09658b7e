import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { refusalProblem } from '../../../http/kit/refusals.ts';
import { described, ofGuild, SAMPLE, userId } from '../../../http/kit/shapes.ts';
import type { BulkRow } from '../service/bulk.ts';
import { moderationWording } from '../text.ts';
import { ACT, caseOf, deed, EXAMPLE, type ModerationApiDeps, moderatorOf, oneCase, PREFIX } from './shapes.ts';

const MOST_USERS = 200;

const wish = z
  .strictObject({
    user_ids: z
      .array(userId)
      .min(1)
      .max(MOST_USERS)
      .meta({ description: `To whom, at most ${MOST_USERS}; each for itself.`, examples: [[SAMPLE.user]] }),
    ...deed,
  })
  .meta({ examples: [{ user_ids: [SAMPLE.user], action: 'ban', reason: 'Raid', tell: false }] });

const row = z.object({
  user_id: userId,
  status: described(
    z.enum(['done', 'failed', 'refused']),
    '`failed`: Discord did not do it; the case says why.',
    'done',
  ),
  case: oneCase.optional().meta({ description: 'Where something was tried.' }),
  problem: z
    .object({
      status: described(z.int(), 'The status that it alone would have had.', 409),
      code: described(z.string(), 'Stable; for programs.', 'target_is_owner'),
      title: described(z.string(), 'The code in words.', 'Target is owner'),
      detail: described(z.string(), 'What is wrong and what to do.', 'This person owns the server.'),
      context: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
        .meta({ description: 'Figures behind the refusal.', examples: [{}] }),
    })
    .optional()
    .meta({ description: 'Where nothing was done.' }),
});

const answer = z.object({
  results: z.array(row).meta({ description: 'One for each person, in the order of the request.' }),
});

function rowOf({ userId: id, result }: BulkRow): z.output<typeof row> {
  if ('refused' in result)
    return { user_id: id, status: 'refused', problem: refusalProblem(result, moderationWording) };
  return { user_id: id, status: result.outcome === 'failed' ? 'failed' : 'done', case: caseOf(result) };
}

/** The same to many at once. */
export function bulkApi({ moderation, kit }: ModerationApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Moderation'] }).use(kit.plugin).post(
    '/bulk',
    (context) =>
      kit.once(context, async (key) => {
        const { params, body, actor } = context;
        const request = {
          ...{ guildId: params.guild_id, action: body.action, source: 'api' as const, key },
          moderator: moderatorOf(actor),
          reason: body.reason ?? null,
          duration: body.duration_seconds == null ? null : body.duration_seconds * 1000,
          deleteSeconds: body.delete_message_seconds ?? 0,
          tell: body.tell ?? true,
        };
        return Response.json({ results: (await moderation.bulk(request, body.user_ids)).map(rowOf) });
      }),
    {
      right: ACT,
      params: ofGuild,
      body: wish,
      detail: operation({
        id: 'createCases',
        summary: 'Do the same to many',
        description: 'Each for itself, all under one Idempotency-Key. Somebody who is named twice counts once.',
        answer,
        example: { results: [{ user_id: SAMPLE.user, status: 'done', case: EXAMPLE.case }] },
        once: true,
      }),
    },
  );
}
