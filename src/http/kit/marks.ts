/** Header of every answer and of every request once it is in: by it a request is found in the log. */
export const REQUEST_ID = 'x-request-id';
/** Header of every answer: how long it took. */
export const TIMING = 'server-timing';

/** @param since by `performance.now()` */
export function timing(since: number): string {
  return `app;dur=${(performance.now() - since).toFixed(1)}`;
}

const COMPLETE = Symbol('complete');

interface Marked extends Response {
  [COMPLETE]?: true;
}

/** Says of an answer that it was built with every header that all answers have: cheaper than to add them one by one. */
export function complete(response: Marked): Response {
  response[COMPLETE] = true;
  return response;
}

export function isComplete(response: Marked): boolean {
  return response[COMPLETE] === true;
}
