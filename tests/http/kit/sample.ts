import { Elysia } from 'elysia';
import { z } from 'zod';
import { createErrorPages } from '../../../src/http/errors.tsx';
import type { KeyHolder, KeyRing } from '../../../src/http/kit/guard.ts';
import { createApiKit } from '../../../src/http/kit/kit.ts';
import { operation } from '../../../src/http/kit/operation.ts';
import { pageLimit } from '../../../src/http/kit/values.ts';
import { etag, expectedVersion } from '../../../src/http/kit/version.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { createIdempotency } from '../../../src/platform/idempotency.ts';
import { createLimits } from '../../../src/platform/limits.ts';
import { createLog } from '../../../src/platform/log.ts';

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
  const hold: { until: Promise<void> | null } = { until: null };
  const read = { scope: 'bytes:read', guild: 'guild_id' } as const;
  const write = { scope: 'bytes:write', guild: 'guild_id' } as const;
  const detail = operation({ id: 'sample', summary: 'Sample', answer: z.object({ n: z.int() }) });

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
      { right: read, query: z.object({ limit: pageLimit(2), cursor: z.string().optional() }), detail },
    )
    .post(
      '/',
      async (context) =>
        kit.once(context, async (ledgerKey) => {
          await hold.until;
          if (context.body.n === 13) return Response.json({ code: 'unlucky' }, { status: 409 });
          if (context.body.n === 14) throw new Error('password=hunter2');
          drawer.push(context.body.n);
          return Response.json({ n: context.body.n, ledgerKey, by: context.actor.id }, { status: 201 });
        }),
      { right: write, body: z.strictObject({ n: z.int().min(1).max(100) }), detail },
    )
    .put(
      '/',
      ({ request, body, set }) => {
        const version = expectedVersion(request);
        set.headers.etag = etag(version + 1);
        return body;
      },
      { right: write, body: z.strictObject({ n: z.int() }), detail },
    )
    .delete('/', ({ actor }) => ({ by: actor.id }), { right: write, detail });
  const open = new Elysia().use(kit.plugin).get('/open', ({ actor }) => actor, { right: 'public', detail });

  const app = new Elysia()
    .use(createErrorPages({ asset: (path) => path, log, showDetail: false }))
    .use(new Elysia({ prefix: '/api' }).use(api).use(open));

  async function ask(method: string, path: string, init: RequestInit & { key?: string } = {}) {
    const { key, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (key) headers.set('authorization', `Bearer ${key}`);
    if (rest.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
    headers.set('x-request-id', 'request-1');
    const response = await app.handle(new Request(`http://localhost${path}`, { ...rest, method, headers }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  return { app, ask, drawer, hold, lines, kit };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
