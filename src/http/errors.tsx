import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import { ErrorPage } from '../../views/pages/error.tsx';
import type { Log } from '../platform/log.ts';
import { type Problem, problemResponse } from './problem.ts';

interface ErrorPagesOptions {
  asset: Asset;
  log: Log;
  /** Development shows what was thrown; production never does. */
  showDetail: boolean;
}

/** The one error door of the server: problem+json under `/api`, a page elsewhere. What was thrown goes to the log only. */
export function createErrorPages({ asset, log, showDetail }: ErrorPagesOptions) {
  return new Elysia({ name: 'errors' }).onError({ as: 'global' }, async ({ code, error, request }) => {
    const problem = describe(String(code), error, request);
    if (problem.status >= 500)
      log.error({ err: error, req_id: problem.request_id, path: new URL(request.url).pathname }, 'request failed');
    if (wantsJson(request)) return problemResponse(problem);
    const thrown = showDetail && problem.status >= 500 ? String(error instanceof Error ? error.stack : error) : null;
    const page = await ErrorPage({ asset, problem, thrown });
    return new Response(page, { status: problem.status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  });
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
  const request_id = request.headers.get('x-request-id') ?? '';
  switch (code) {
    case 'NOT_FOUND':
      return {
        status: 404,
        code: 'not_found',
        title: 'Not found',
        detail: 'There is nothing at this address. Check the link, or start again from the home page.',
        request_id,
      };
    case 'PARSE':
      return {
        status: 400,
        code: 'malformed_body',
        title: 'Malformed request',
        detail: 'The request body could not be read. Send well-formed JSON or a form.',
        request_id,
      };
    case 'VALIDATION':
      return { status: 422, code: 'invalid_request', title: 'Invalid request', detail: firstIssue(error), request_id };
    default:
      return {
        status: 500,
        code: 'internal_error',
        title: 'Something went wrong',
        detail: 'Something went wrong on our side. Quote the request id when you report it.',
        request_id,
      };
  }
}

function firstIssue(error: unknown): string {
  const all = (error as { all?: { summary?: string; path?: string; message?: string }[] }).all;
  const first = all?.[0];
  if (!first) return 'A value in the request is not valid.';
  return `${first.path ? `${first.path.replace(/^\//, '')}: ` : ''}${first.summary ?? first.message ?? 'is not valid'}`;
}
