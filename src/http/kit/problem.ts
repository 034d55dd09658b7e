import { CODES, type ProblemCode } from './codes.ts';
import type { FieldError } from './issues.ts';
import { REQUEST_ID } from './marks.ts';

/** RFC 9457 problem details; every error of the API has this shape. */
export interface Problem {
  status: number;
  /** Stable, snake_case; for programs. */
  code: string;
  title: string;
  /** One sentence of what was wrong and what to do; for people. */
  detail: string;
  request_id: string;
  /** Each value that is not valid. */
  errors?: readonly FieldError[];
}

export function problemResponse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(
    { type: 'about:blank', ...problem },
    { status: problem.status, headers: { ...headers, 'content-type': 'application/problem+json' } },
  );
}

export function requestId(request: Request): string {
  return request.headers.get(REQUEST_ID) ?? '';
}

export function problem(code: ProblemCode, request: Request, { detail, errors }: Omit<Extra, 'headers'> = {}): Problem {
  const facts = CODES[code];
  return {
    code,
    status: facts.status,
    title: facts.title,
    detail: detail ?? facts.detail,
    request_id: requestId(request),
    ...(errors ? { errors } : {}),
  };
}

interface Extra {
  /** More exact than the table's sentence. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends a request early, from wherever in the kit; the error door turns it into a problem. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: ProblemCode,
    readonly extra: Extra = {},
  ) {
    super(code);
  }
}
