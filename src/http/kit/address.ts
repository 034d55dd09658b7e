import { invalid, pointer, UNKNOWN } from './issues.ts';
import { Refused } from './problem.ts';

/** Asked before anything of an address is used. @throws Refused `invalid_request` for U+0000, which no database keeps */
export function checkAddress({ url }: Request): void {
  if (url.includes('%00')) {
    throw new Refused('invalid_request', { detail: 'An address may not hold the character U+0000.' });
  }
}

/** Asked where a route takes no query at all. @throws Refused `invalid_request` for each name that came */
export function refuseQuery({ url }: Request): void {
  if (!url.includes('?')) return;
  // A name that is empty is left out wherever a query is read.
  const names = new Set([...new URL(url).searchParams.keys()].filter((name) => name !== ''));
  if (names.size === 0) return;
  const errors = [...names].map((name) => ({ in: 'query' as const, pointer: pointer([name]), detail: UNKNOWN }));
  throw new Refused('invalid_request', invalid(errors));
}
