import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { ErrorPage } from '../../views/pages/error.tsx';
import type { Log } from '../platform/log.ts';
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

/** Answers a request of the API in which something was thrown: a problem. What was thrown goes to the log only. */
export function createProblems(log: Log): (error: unknown, request: Request) => Response {
  return (error, request) => {
    const told = describe(error, request);
    note(log, error, told, request);
    return problemResponse(told, headersOf(told, error));
  };
}

/** The error door of everything else: a page for browsers, a problem for programs. */
export function createErrorPages({ asset, log, showDetail }: ErrorPagesOptions) {
  return new Elysia({ name: 'errors' }).onError({ as: 'global' }, async ({ code, error, request }) => {
    if (error instanceof Redirected) return error.response;
    const told = describe(error, request, String(code));
    note(log, error, told, request);
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

function note(log: Log, err: unknown, { status, request_id }: Problem, { url }: Request): void {
  if (status >= 500) log.error({ err, req_id: request_id, path: new URL(url).pathname }, 'request failed');
}

function headersOf({ status }: Problem, error: unknown): Readonly<Record<string, string>> {
  const away = status === 503 ? { 'retry-after': AWAY_SECONDS } : {};
  return { ...away, ...(error instanceof Refused ? error.extra.headers : {}) };
}

function wantsJson(request: Request): boolean {
  const path = new URL(request.url).pathname;
  return path.startsWith('/simulator/api/') || !(request.headers.get('accept') ?? '').includes('text/html');
}

/** @param code what Elysia calls the error */
function describe(error: unknown, request: Request, code = ''): Problem {
  if (error instanceof Refused) return problem(error.code, request, error.extra);
  if (error instanceof Error && error.name === 'DiscordAway') return problem('discord_away', request);
  if (error instanceof Error && STORAGE_AWAY.has(error.name)) return problem('storage_away', request);
  switch (code) {
    case 'NOT_FOUND':
      return problem('not_found', request);
    case 'PARSE':
      return problem('malformed_body', request);
    default:
      return problem('internal_error', request);
  }
}
