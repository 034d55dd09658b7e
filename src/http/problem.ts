/** RFC 9457 problem details; every error of the API has this shape. */
export interface Problem {
  status: number;
  /** Stable, snake_case; for programs. */
  code: string;
  title: string;
  /** One sentence of what was wrong and what to do; for people. */
  detail: string;
  request_id: string;
}

export function problemResponse(problem: Problem): Response {
  return Response.json(
    { type: 'about:blank', ...problem },
    { status: problem.status, headers: { 'content-type': 'application/problem+json' } },
  );
}
