import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { ErrorPage } from '../../views/pages/error.tsx';
import type { Log } from '../platform/log.ts';
import { invalid, type Validation, validationErrors } from './kit/issues.ts';
import { Redirected } from './kit/pages/redirected.ts';
import { type Problem, problem, problemResponse, Refused } from './kit/problem.ts';

const STORAGE_AWAY = new Set(['DatabaseTimeout', 'ConnectionLost', 'DatabaseUnavailable']);
const AWAY_SECONDS = '5';

interface ErrorPagesOptions {
  asset: Asset;
  log: Log;
  /** Development shows what was thrown; production never does. */
  showDetail: boolean;
}

/** The one error door of the server: problem+json under `/api`, a page elsewhere. What was thrown goes to the log only. */
export function createErrorPages({ asset, log, showDetail }: ErrorPagesOptions) {
  return new Elysia({ name: 'errors' }).onError({ as: 'global' }, async ({ code, error, request }) => {
    if (error instanceof Redirected) return error.response;
    const told = describe(String(code), error, request);
    if (told.status >= 500)
      log.error({ err: error, req_id: told.request_id, path: new URL(request.url).pathname }, 'request failed');
    const headers = headersOf(told, error);
    if (wantsJson(request)) return problemResponse(told, headers);
    const thrown = showDetail && told.status >= 500 ? String(error instanceof Error ? error.stack : error) : null;
    const page = await ErrorPage({ asset, problem: told, thrown });
    return new Response(page, {
      status: told.status,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    });
  });
}

function headersOf({ status }: Problem, error: unknown): Readonly<Record<string, string>> {
  const away = status === 503 ? { 'retry-after': AWAY_SECONDS } : {};
  return { ...away, ...(error instanceof Refused ? error.extra.headers : {}) };
}

function wantsJson(request: Request): boolean {
  const path = new URL(request.url).pathname;
  return (
    path.startsWith('/api/') ||
    path.startsWith('/simulator/api/') ||
    !(request.headers.get('accept') ?? '').includes('text/html')
  );
}

function describe(code: string, error: unknown, request: Request): Problem {
  if (error instanceof Refused) return problem(error.code, request, error.extra);
  if (error instanceof Error && error.name === 'DiscordAway') return problem('discord_away', request);
  if (error instanceof Error && STORAGE_AWAY.has(error.name)) return problem('storage_away', request);
  switch (code) {
    case 'NOT_FOUND':
      return problem('not_found', request);
    case 'PARSE':
      return problem('malformed_body', request);
    case 'VALIDATION':
      return problem('invalid_request', request, invalid(validationErrors(error as Validation)));
    default:
      return problem('internal_error', request);
  }
}
