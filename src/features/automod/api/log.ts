import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { cursorPage } from '../../../http/kit/page.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { refusalProblem } from '../../../http/kit/refusals.ts';
import { cursorText, pageLimit, queryNumber } from '../../../http/kit/values.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { EVENT_OUTCOMES } from '../model/index.ts';
import { MODES } from '../rules.ts';
import { automodWording } from '../text.ts';
import { type AutomodApiDeps, refused } from './deps.ts';
import {
  count,
  EXAMPLE,
  event,
  eventOf,
  instant,
  MANAGE,
  ofEvent,
  ofGuild,
  ofRule,
  PREFIX,
  READ,
  ruleId,
  text,
  time,
  userId,
} from './shapes.ts';

const A_MONTH = 720;
const DAY = 24;

const listQuery = z.strictObject({
  limit: pageLimit(50),
  cursor: cursorText.optional(),
  user_id: userId.optional().meta({ description: 'Whom it was about.' }),
  rule_id: ruleId.optional().meta({ description: 'Of which rule.' }),
  outcome: z
    .enum(EVENT_OUTCOMES)
    .optional()
    .meta({ description: 'How it judged.', examples: ['fired'] }),
});

const hoursQuery = z.strictObject({
  hours: queryNumber(1, A_MONTH)
    .meta({ description: `How far back; ${DAY} unless given.`, examples: [DAY] })
    .optional(),
});

const report = z.object({
  data: z
    .array(
      z.object({
        rule_id: ruleId,
        rule_name: text('What it is called.', 'Dangerous files'),
        mode: z.enum(MODES).meta({ description: 'What it is set to now.', examples: ['shadow'] }),
        events: count('How often it matched; a burst counts once.', 3),
        in_shadow: count('How many of these were in shadow, where nobody was touched.', 3),
        hits: count('How many messages and joins that were.', 5),
        people: count('How many people.', 2),
        undone: count('How many were taken back.', 0),
        last_at: instant('The last time.'),
      }),
    )
    .meta({ description: 'Every rule, also those that did not match.' }),
});

const REPORT_EXAMPLE = {
  data: [
    {
      rule_id: EXAMPLE.rule.id,
      rule_name: 'Dangerous files',
      mode: 'shadow',
      events: 3,
      in_shadow: 3,
      hits: 5,
      people: 2,
      undone: 0,
      last_at: '2026-11-20T12:00:00.000Z',
    },
  ],
};

const bulkWish = z
  .strictObject({
    hours: z
      .int()
      .min(1)
      .max(A_MONTH)
      .meta({ description: 'How far back.', examples: [DAY] }),
  })
  .meta({ examples: [{ hours: DAY }] });

const bulk = z.object({
  data: z
    .array(
      z.object({
        event_id: text('Which event.', EXAMPLE.event.id),
        user_id: userId,
        status: z.int().meta({ description: '200, or why not.', examples: [200] }),
        error: z
          .object({ code: z.string(), detail: z.string() })
          .nullable()
          .meta({ description: 'What kept it from being taken back.', examples: [null] }),
      }),
    )
    .meta({ description: 'Each event by itself.' }),
  more: z.boolean().meta({ description: 'Whether there are more; ask again.', examples: [false] }),
});

const BULK_EXAMPLE = {
  data: [{ event_id: EXAMPLE.event.id, user_id: EXAMPLE.event.user_id, status: 200, error: null }],
  more: false,
};

/** What rules did, and taking it back. */
export function logApi(deps: AutomodApiDeps) {
  return new Elysia({ prefix: PREFIX, tags: ['Automod log'] }).use(readRoutes(deps)).use(undoRoutes(deps));
}

function readRoutes({ automod, kit }: AutomodApiDeps) {
  return new Elysia()
    .use(kit.plugin)
    .get(
      '/logs',
      async ({ params, query: { limit, cursor, ...filter } }) => {
        const list = JSON.stringify(['automod', params.guild_id, Object.entries(filter).sort()]);
        const [before] = cursor === undefined ? [] : kit.cursors.read(list, cursor);
        const { events, next } = await automod.events(
          {
            guildId: params.guild_id,
            userId: filter.user_id,
            ruleId: filter.rule_id,
            outcome: filter.outcome,
            before: before as string | undefined,
          },
          limit,
        );
        return { data: events.map(eventOf), page: { next_cursor: next && kit.cursors.write(list, [next]) } };
      },
      {
        right: READ,
        params: ofGuild,
        query: listQuery,
        detail: operation({
          id: 'listAutomodEvents',
          summary: 'List what rules did',
          description: 'Newest first, in shadow too. Kept for 30 days, what was written for 48 hours.',
          answer: cursorPage(event),
          example: { data: [EXAMPLE.event], page: { next_cursor: null } },
          errors: ['invalid_cursor'],
        }),
      },
    )
    .get(
      '/logs/:event_id',
      async ({ params }) => {
        const found = await automod.event(params.guild_id, params.event_id);
        if (!found) throw new Refused('not_found');
        return eventOf(found);
      },
      {
        right: READ,
        params: ofEvent,
        detail: operation({
          id: 'getAutomodEvent',
          summary: 'Get one entry',
          answer: event,
          example: EXAMPLE.event,
          errors: ['not_found'],
        }),
      },
    )
    .get(
      '/report',
      async ({ params, query: { hours = DAY } }) => ({
        data: (await automod.report(params.guild_id, hours)).map((row) => ({
          rule_id: row.ruleId,
          rule_name: row.ruleName,
          mode: row.mode,
          events: row.events,
          in_shadow: row.shadowed,
          hits: row.hits,
          people: row.people,
          undone: row.undone,
          last_at: time(row.lastAt),
        })),
      }),
      {
        right: READ,
        params: ofGuild,
        query: hoursQuery,
        detail: operation({
          id: 'reportAutomodRules',
          summary: 'Report on the rules',
          description:
            'What each did in the last hours, or would have done in shadow: look here before making one live.',
          answer: report,
          example: REPORT_EXAMPLE,
        }),
      },
    );
}

function undoRoutes({ automod, kit }: AutomodApiDeps) {
  return new Elysia()
    .use(kit.plugin)
    .post(
      '/logs/:event_id/undo',
      (context) =>
        kit.once(context, async () => {
          const { params, actor, request } = context;
          const undone = await automod.undoEvent(params.guild_id, params.event_id, actor);
          return isRefusal(undone) ? refused(request, undone) : Response.json(eventOf(undone));
        }),
      {
        right: MANAGE,
        params: ofEvent,
        detail: operation({
          id: 'undoAutomodEvent',
          summary: 'Take one event back',
          description:
            'Lifts its timeout or ban and resolves its warning. What was deleted or kicked cannot come back.',
          answer: event,
          example: EXAMPLE.event,
          once: true,
          errors: ['automod_event_unknown', 'automod_nothing_to_undo', 'automod_undone_before', 'automod_undo_failed'],
        }),
      },
    )
    .post(
      '/rules/:rule_id/undo',
      (context) =>
        kit.once(context, async () => {
          const { params, body, actor, request } = context;
          const wish = { ruleId: params.rule_id, hours: body.hours };
          const undone = await automod.undoRule(params.guild_id, wish, actor);
          if (isRefusal(undone)) return refused(request, undone);
          return Response.json({
            data: undone.rows.map(({ eventId, userId: id, refused: no }) => {
              const problem = no && refusalProblem(no, automodWording);
              const error = problem && { code: problem.code, detail: problem.detail };
              return { event_id: eventId, user_id: id, status: problem?.status ?? 200, error };
            }),
            more: undone.more,
          });
        }),
      {
        right: MANAGE,
        params: ofRule,
        body: bulkWish,
        detail: operation({
          id: 'undoAutomodRule',
          summary: 'Take a rule’s last hours back',
          description: 'Each event by itself, at most 200 at once.',
          answer: bulk,
          example: BULK_EXAMPLE,
          once: true,
          errors: ['automod_rule_unknown'],
        }),
      },
    );
}
