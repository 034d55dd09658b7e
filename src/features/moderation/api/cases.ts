import { Elysia } from 'elysia';
import { z } from 'zod';
import { operation } from '../../../http/kit/operation.ts';
import { cursorPage } from '../../../http/kit/page.ts';
import { Refused } from '../../../http/kit/problem.ts';
import { described, ofGuild, SAMPLE, userId } from '../../../http/kit/shapes.ts';
import { cursorText, pageLimit } from '../../../http/kit/values.ts';
import { etag, expectedVersion } from '../../../http/kit/version.ts';
import type { CaseEdit, CaseWithEvents, ModerationNo } from '../model.ts';
import { ACTIONS, NOTE_LIMIT, REASON_LIMIT, SOURCES } from '../rules.ts';
import {
  ACT,
  caseOf,
  deed,
  EXAMPLE,
  type ModerationApiDeps,
  moderatorOf,
  noteWish,
  ofCase,
  oneCase,
  PREFIX,
  READ,
  refused,
  STANDING_ERRORS,
  seconds,
  WISH_ERRORS,
  wholeCase,
  wholeOf,
} from './shapes.ts';

const STANDARD = 25;
const when = (description: string) =>
  described(z.iso.datetime({ offset: true }), description, SAMPLE.instant).optional();

const listQuery = z.strictObject({
  user_id: userId.optional(),
  moderator_id: described(z.string().max(80), 'Who acted: a person, a key’s id, or `SYSTEM`.', SAMPLE.user).optional(),
  action: described(z.enum(ACTIONS), 'What was done.', 'ban').optional(),
  source: described(z.enum(SOURCES), 'How it was brought about.', 'native').optional(),
  status: described(
    z.enum(['open', 'resolved', 'active', 'failed']),
    '`active`: a timeout or ban that goes on.',
    'open',
  ).optional(),
  text: described(z.string().trim().min(1).max(100), 'In the reason or in either name.', 'spam').optional(),
  from: when('Opened at or after.'),
  to: when('Opened before.'),
  limit: pageLimit(STANDARD),
  cursor: cursorText.optional(),
});

const newCase = z
  .strictObject({ user_id: userId, ...deed })
  .meta({ examples: [{ user_id: SAMPLE.user, action: 'timeout', reason: 'Spam', duration_seconds: 3_600 }] });

const change = z
  .strictObject({
    reason: described(z.string().max(REASON_LIMIT), 'Why.', 'Spam').nullable().optional(),
    duration_seconds: seconds.optional(),
    resolved: described(z.boolean(), 'Whether it is closed.', true).optional(),
    resolve_note: described(z.string().max(NOTE_LIMIT), 'Why it is closed.', 'A misunderstanding').optional(),
  })
  .meta({ examples: [{ resolved: true, resolve_note: 'A misunderstanding' }] });

const milliseconds = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));

/** Cases: found, opened, changed. */
export function casesApi({ moderation, kit }: ModerationApiDeps) {
  /** Each part that is asked for, in turn; the first that is refused ends it. */
  async function changed(
    guildId: string,
    number: number,
    wish: z.output<typeof change>,
    { by, version }: { by: ReturnType<typeof moderatorOf>; version: number },
  ): Promise<CaseWithEvents | ModerationNo> {
    const { reason, duration_seconds: duration, resolved, resolve_note: note = null } = wish;
    const edit: CaseEdit = {
      ...(reason === undefined ? {} : { reason }),
      ...(duration === undefined ? {} : { duration: duration === null ? null : duration * 1000 }),
      expectedVersion: version,
    };
    const edited = await moderation.edit(guildId, number, edit, by);
    if ('refused' in edited || resolved === undefined || edited.resolved === resolved) return edited;
    return moderation.resolve(guildId, number, { resolved, note }, by);
  }

  return new Elysia({ prefix: PREFIX, tags: ['Moderation'] })
    .use(kit.plugin)
    .get(
      '/cases',
      async ({ params: { guild_id: guildId }, query: { limit, cursor, from, to, ...filter } }) => {
        const list = JSON.stringify(['cases', guildId, Object.entries({ ...filter, from, to }).sort()]);
        const [before] = cursor === undefined ? [] : kit.cursors.read(list, cursor);
        const { cases, next } = await moderation.list(
          {
            guildId,
            userId: filter.user_id,
            moderatorId: filter.moderator_id,
            ...{ action: filter.action, source: filter.source, status: filter.status, text: filter.text },
            from: milliseconds(from),
            to: milliseconds(to),
            before: before === undefined ? undefined : Number(before),
          },
          limit,
        );
        return { data: cases.map(caseOf), page: { next_cursor: next && kit.cursors.write(list, [next]) } };
      },
      {
        right: READ,
        params: ofGuild,
        query: listQuery,
        detail: operation({
          id: 'listCases',
          summary: 'List cases',
          description: 'Newest first.',
          answer: cursorPage(oneCase),
          example: { data: [EXAMPLE.case], page: { next_cursor: null } },
          errors: ['invalid_cursor'],
        }),
      },
    )
    .post(
      '/cases',
      (context) =>
        kit.once(context, async (key) => {
          const { params, body, actor, request } = context;
          const done = await moderation.act({
            ...{ guildId: params.guild_id, action: body.action, target: { id: body.user_id } },
            moderator: moderatorOf(actor),
            reason: body.reason ?? null,
            duration: body.duration_seconds == null ? null : body.duration_seconds * 1000,
            deleteSeconds: body.delete_message_seconds ?? 0,
            tell: body.tell ?? true,
            ...{ source: 'api', key },
          });
          return 'refused' in done ? refused(request, done) : Response.json(caseOf(done), { status: 201 });
        }),
      {
        right: ACT,
        params: ofGuild,
        body: newCase,
        detail: operation({
          id: 'createCase',
          summary: 'Warn, time out, kick, ban or note',
          description:
            'Done at Discord at once, and kept as a case; `outcome` says whether Discord did it. Nothing is done against the owner, administrators, or whoever stands as high as the bot.',
          answer: oneCase,
          example: EXAMPLE.case,
          status: 201,
          once: true,
          errors: [...STANDING_ERRORS, ...WISH_ERRORS],
        }),
      },
    )
    .get(
      '/cases/:number',
      async ({ params, request, set }) => {
        const found = await moderation.find(params.guild_id, params.number);
        if ('refused' in found) return refused(request, found);
        set.headers.etag = etag(found.version);
        return wholeOf(found);
      },
      {
        right: READ,
        params: ofCase,
        detail: operation({
          id: 'getCase',
          summary: 'Get a case with its history',
          answer: wholeCase,
          example: EXAMPLE.whole,
          versioned: 'reads',
          errors: ['case_unknown'],
        }),
      },
    )
    .patch(
      '/cases/:number',
      async ({ params, body, actor, request, set }) => {
        const by = { by: moderatorOf(actor), version: expectedVersion(request) };
        const saved = await changed(params.guild_id, params.number, body, by);
        if ('refused' in saved && saved.refused === 'case_changed_meanwhile') throw new Refused('version_mismatch');
        if ('refused' in saved) return refused(request, saved);
        set.headers.etag = etag(saved.version);
        return wholeOf(saved);
      },
      {
        right: ACT,
        params: ofCase,
        body: change,
        detail: operation({
          id: 'changeCase',
          summary: 'Change a case',
          description: 'Its reason, when it ends (counted from now), and whether it is closed. What is left out stays.',
          answer: wholeCase,
          example: EXAMPLE.whole,
          versioned: 'writes',
          errors: ['case_unknown', 'case_not_running', ...WISH_ERRORS],
        }),
      },
    )
    .post(
      '/cases/:number/notes',
      (context) =>
        kit.once(context, async () => {
          const { params, body, actor, request } = context;
          const noted = await moderation.note(params.guild_id, params.number, body.text, moderatorOf(actor));
          return 'refused' in noted ? refused(request, noted) : Response.json(wholeOf(noted), { status: 201 });
        }),
      {
        right: ACT,
        params: ofCase,
        body: noteWish,
        detail: operation({
          id: 'addCaseNote',
          summary: 'Add a note to a case',
          description: 'Only moderators see it.',
          answer: wholeCase,
          example: EXAMPLE.whole,
          status: 201,
          once: true,
          errors: ['case_unknown', 'note_empty'],
        }),
      },
    );
}
