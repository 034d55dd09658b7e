import { Elysia } from 'elysia';
import { z } from 'zod';
import type { ApiActor } from '../../http/kit/guard.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { operation } from '../../http/kit/operation.ts';
import { cursorPage } from '../../http/kit/page.ts';
import { described, instant, iso, maybeText, ofGuild, SAMPLE, text } from '../../http/kit/shapes.ts';
import { cursorText, pageLimit } from '../../http/kit/values.ts';
import { TRAIL_KINDS, type TrailEntry } from './model.ts';
import type { Trail } from './service/index.ts';

export interface InstanceApiDeps {
  readonly trail: Trail;
  readonly kit: ApiKit;
}

const query = z.strictObject({
  limit: pageLimit(50),
  cursor: cursorText.optional(),
  kind: z
    .enum(TRAIL_KINDS)
    .optional()
    .meta({ description: 'What it was about; everything unless given.', examples: ['settings'] }),
  q: z
    .string()
    .max(100)
    .optional()
    .meta({
      description: 'A part of who or what; or an id of an actor, a target, a guild, a request.',
      examples: ['priya'],
    }),
});

const entry = z.object({
  id: described(z.uuid(), 'The entry’s id.', SAMPLE.id),
  at: instant('When.'),
  guild_id: maybeText('Where; null for what concerns the whole instance.', SAMPLE.guild),
  actor_id: text(
    'A person’s Discord id, `key:` and the id of an API key, or a word for the program itself.',
    SAMPLE.user,
  ),
  actor_name: maybeText('As the actor was called then.', 'priya'),
  action: text('A dotted verb.', 'economy.config.changed'),
  target: maybeText('What it was done to.', null),
  before: z.unknown().meta({ description: 'What it was; null where that says nothing.', examples: [null] }),
  after: z.unknown().meta({ description: 'What it became.', examples: [{ dailyAmount: 25 }] }),
  request_id: maybeText('Finds the request in the log.', null),
  ip: maybeText('Where the request came from; null for keys that are bound to guilds.', null),
});

const EXAMPLE = {
  data: [
    {
      ...{ id: SAMPLE.id, at: SAMPLE.instant, guild_id: SAMPLE.guild, actor_id: SAMPLE.user, actor_name: 'priya' },
      ...{ action: 'economy.config.changed', target: null, before: { dailyAmount: 10 }, after: { dailyAmount: 25 } },
      ...{ request_id: null, ip: null },
    },
  ],
  page: { next_cursor: null },
};

/** The audit log, of a guild and of all that a key may see. */
export function instanceApi({ trail, kit }: InstanceApiDeps) {
  type Query = z.output<typeof query>;

  async function page(
    { limit, cursor, kind = 'all', q = '' }: Query,
    guildIds: readonly string[] | null,
    actor: ApiActor,
  ) {
    const list = `audit:${guildIds?.toSorted().join() ?? 'all'}:${kind}:${q}`;
    const [before] = cursor === undefined ? [] : kit.cursors.read(list, cursor);
    const found = await trail.entries({
      ...{ kind, text: q.trim(), guildIds, limit },
      before: before === undefined ? undefined : String(before),
    });
    const last = found.entries.at(-1);
    return {
      data: found.entries.map((one) => entryOf(one, actor.guildIds === null)),
      page: { next_cursor: found.hasOlder && last ? kit.cursors.write(list, [last.id]) : null },
    };
  }

  return new Elysia({ tags: ['Audit log'] })
    .use(kit.plugin)
    .get('/guilds/:guild_id/audit', ({ params, query, actor }) => page(query, [params.guild_id], actor), {
      right: { scope: 'audit:read', guild: 'guild_id' },
      params: ofGuild,
      query,
      detail: operation({
        id: 'listGuildAudit',
        summary: 'List a guild’s audit log',
        description: 'Newest first.',
        answer: cursorPage(entry),
        example: EXAMPLE,
        errors: ['invalid_cursor'],
      }),
    })
    .get('/audit', ({ query, actor }) => page(query, actor.guildIds && [...actor.guildIds], actor), {
      right: { scope: 'audit:read' },
      query,
      detail: operation({
        id: 'listAudit',
        summary: 'List the audit log',
        description:
          'Newest first. A key for every guild also sees what concerns the whole instance, such as sign-ins and API keys; another sees that of its guilds.',
        answer: cursorPage(entry),
        example: EXAMPLE,
        errors: ['invalid_cursor'],
      }),
    });
}

function entryOf(entry: TrailEntry, withAddress: boolean) {
  const { id, at, guildId, actorId, actorName, action, target, before, after, requestId, ip } = entry;
  return {
    ...{ id, at: iso(at), guild_id: guildId, actor_id: actorId, actor_name: actorName, action, target, before, after },
    ...{ request_id: requestId, ip: withAddress ? ip : null },
  };
}
