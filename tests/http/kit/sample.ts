import { Elysia } from 'elysia';
import { z } from 'zod';
import { createDispatch } from '../../../src/http/dispatch.ts';
import { createProblems } from '../../../src/http/errors.tsx';
import type { KeyHolder, KeyRing } from '../../../src/http/kit/guard.ts';
import { createApiKit } from '../../../src/http/kit/kit.ts';
import { operation } from '../../../src/http/kit/operation.ts';
import { cursorPage, offsetPage } from '../../../src/http/kit/page.ts';
import { refusalProblem, refusalResponse } from '../../../src/http/kit/refusals.ts';
import { cursorText, pageLimit, queryNumber } from '../../../src/http/kit/values.ts';
import { etag, expectedVersion } from '../../../src/http/kit/version.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { createIdempotency } from '../../../src/platform/idempotency.ts';
import { createLimits } from '../../../src/platform/limits.ts';
import { createLog } from '../../../src/platform/log.ts';
import { snowflake } from '../../../src/shared/ids.ts';
import { pathOf } from '../../../src/shared/path.ts';
import { type Refusal, refuse } from '../../../src/shared/refusal.ts';

export const GUILD = '100000000000000001';
export const OTHER_GUILD = '100000000000000002';

const holder = (over: Partial<KeyHolder> = {}): KeyHolder => ({
  id: 'key:1',
  name: 'ci',
  scopes: new Set(['bytes:read', 'bytes:write']),
  guildIds: new Set([GUILD]),
  ratePerMinute: 1000,
  ...over,
});

const WORDING = {
  cooldown_active: () => 'Come back <t:1767225600:R>.',
  amount_too_large: ({ max }: Refusal['context']) => `At most ${max}.`,
};

const KEYS: Record<string, KeyHolder | 'revoked' | 'expired'> = {
  right: holder(),
  reader: holder({ id: 'key:2', scopes: new Set(['bytes:read']) }),
  everywhere: holder({ id: 'key:3', guildIds: null }),
  slow: holder({ id: 'key:4', ratePerMinute: 2 }),
  revoked: 'revoked',
  expired: 'expired',
};

const keys: KeyRing = { identify: (key) => KEYS[key] ?? 'invalid' };

/** A small feature on the kit: a drawer that people put figures into. */
export function startSample(db: Database, clock = { now: () => Date.now() }) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', format: 'json', stream: { write: (line) => void lines.push(line) } });
  const kit = createApiKit({
    keys,
    limits: createLimits(),
    idempotency: createIdempotency({ db, clock }),
    secret: 'secret-of-the-sample-feature-32-chars',
    log,
  });
  const drawer: number[] = [];
  const moved = new Set<string>();
  const hold: { until: Promise<void> | null } = { until: null };
  const read = { scope: 'bytes:read', guild: 'guild_id' } as const;
  const write = { scope: 'bytes:write', guild: 'guild_id' } as const;
  const figure = z.object({ n: z.int() });
  const params = z.object({ guild_id: snowflake });
  const told = (facts: Parameters<typeof operation>[0]) => ({ ...operation(facts), tags: ['Bytes'] });

  const api = new Elysia({ prefix: '/guilds/:guild_id/drawer' })
    .use(kit.plugin)
    .get(
      '/',
      ({ query, params }) => {
        const list = `drawer:${params.guild_id}`;
        const [start = 0] = query.cursor ? kit.cursors.read(list, query.cursor) : [];
        const next = Number(start) + query.limit;
        return {
          data: drawer.slice(Number(start), next),
          page: { next_cursor: next < drawer.length ? kit.cursors.write(list, [next]) : null },
        };
      },
      {
        right: read,
        params,
        query: z.strictObject({
          limit: pageLimit(2),
          cursor: cursorText.optional(),
          min: queryNumber(0, 100).optional(),
        }),
        detail: told({
          id: 'listFigures',
          summary: 'List figures',
          answer: cursorPage(z.int()),
          example: { data: [1], page: { next_cursor: null } },
          errors: ['invalid_cursor'],
        }),
      },
    )
    .post(
      '/',
      async (context) =>
        kit.once(context, async (ledgerKey) => {
          await hold.until;
          if (context.body.n === 13) {
            const refusal = refuse('cooldown_active', { until: 1_767_225_600_000 });
            return refusalResponse(context.request, refusal, WORDING);
          }
          if (context.body.n === 14) throw new Error('password=hunter2');
          drawer.push(context.body.n);
          return Response.json({ n: context.body.n, ledgerKey, by: context.actor.id }, { status: 201 });
        }),
      {
        right: write,
        params,
        body: z.strictObject({ n: z.int().min(1).max(100) }),
        detail: told({
          id: 'putFigureIn',
          summary: 'Put a figure in',
          answer: figure,
          status: 201,
          once: true,
          errors: ['cooldown_active'],
        }),
      },
    )
    .put(
      '/',
      ({ request, body, set }) => {
        const version = expectedVersion(request);
        set.headers.etag = etag(version + 1);
        return body;
      },
      {
        right: write,
        params,
        body: z.strictObject({ n: z.int() }),
        detail: told({ id: 'replaceFigures', summary: 'Replace them', answer: figure, versioned: 'writes' }),
      },
    )
    .post(
      '/moves',
      async (context) =>
        kit.onceByLedger(context, async (ledgerKey) => {
          await hold.until;
          const replayed = moved.has(ledgerKey);
          moved.add(ledgerKey);
          return { answer: { n: moved.size }, replayed };
        }),
      { right: write, params, detail: told({ id: 'moveFigures', summary: 'Move them', answer: figure, once: true }) },
    )
    .get(
      '/ranks',
      ({ query: { limit, offset } }) => ({
        data: drawer.toSorted((left, right) => right - left).slice(offset, offset + limit),
        page: { limit, offset, total: drawer.length },
      }),
      {
        right: read,
        params,
        query: z.strictObject({ limit: pageLimit(10), offset: queryNumber(0, 1_000_000).default(0) }),
        detail: told({ id: 'rankFigures', summary: 'Rank them', answer: offsetPage(z.int()) }),
      },
    )
    .post(
      '/checks',
      ({ body }) =>
        body.map((n) => (n > 50 ? refusalProblem(refuse('amount_too_large', { max: 50 }), WORDING) : { n })),
      {
        right: write,
        params,
        body: z.array(z.int()).max(5),
        detail: told({ id: 'checkFigures', summary: 'Check some', answer: z.array(z.unknown()) }),
      },
    )
    .delete('/', ({ actor }) => ({ by: actor.id }), {
      right: write,
      params,
      detail: told({ id: 'emptyDrawer', summary: 'Empty the drawer', answer: null }),
    });
  const open = new Elysia().use(kit.plugin).get('/open', ({ actor }) => actor, {
    right: 'public',
    detail: told({ id: 'open', summary: 'Open to all', answer: z.object({ id: z.string() }) }),
  });

  const routes = new Elysia({ prefix: '/api' }).use(api).use(open);
  const dispatch = createDispatch({ routes: routes.routes, guard: kit.guard, failed: createProblems(log), common: {} });

  async function ask(method: string, path: string, init: RequestInit & { key?: string } = {}) {
    const { key, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (key) headers.set('authorization', `Bearer ${key}`);
    if (rest.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
    headers.set('x-request-id', 'request-1');
    const request = new Request(`http://localhost${path}`, { ...rest, method, headers });
    const found = dispatch.find(request, pathOf(request));
    if (!found) throw new Error(`there is no ${method} ${path}`);
    const response = await dispatch.run(found, { request, path: pathOf(request), source: null, at: performance.now() });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  return { routes, ask, drawer, hold, lines, kit };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
