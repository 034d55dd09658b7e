/** Header of every answer and of every request once it is in: by it a request is found in the log. */
export const REQUEST_ID = 'x-request-id';
/** Header of every answer: how long it took. */
export const TIMING = 'server-timing';

/** @param since by `performance.now()` */
export function timing(since: number): string {
  return `app;dur=${(performance.now() - since).toFixed(1)}`;
}

const COMPLETE = Symbol('complete');

/** Says of an answer that it was built with every header that all answers have: cheaper than to add them one by one. */
export function complete(response: Response): Response {
  return Object.assign(response, { [COMPLETE]: true });
}

export function isComplete(response: Response): boolean {
  return COMPLETE in response;
}
