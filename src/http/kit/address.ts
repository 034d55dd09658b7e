import { Refused } from './problem.ts';

/** Asked before anything of an address is used. @throws Refused `invalid_request` for U+0000, which no database keeps */
export function checkAddress({ url }: Request): void {
  if (url.includes('%00')) {
    throw new Refused('invalid_request', { detail: 'An address may not hold the character U+0000.' });
  }
}
