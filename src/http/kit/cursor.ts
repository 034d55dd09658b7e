import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refused } from './problem.ts';

/** Where a list goes on. Opaque to clients: signed, and bound to the list that it was made for. */
export interface Cursors {
  /** @param list what is listed, filters included: `transactions:<guild>:<user>` */
  write(list: string, position: readonly (string | number)[]): string;
  /** @throws Refused `invalid_cursor` when it is forged, damaged, or another list's */
  read(list: string, cursor: string): (string | number)[];
}

const TAG = 12;
const LONGEST = 512;

export function createCursors(secret: string): Cursors {
  const tag = (list: string, body: string) =>
    createHmac('sha256', secret).update(`cursor\n${list}\n${body}`).digest().subarray(0, TAG);

  return {
    write(list, position) {
      const body = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${body}.${tag(list, body).toString('base64url')}`;
    },
    read(list, cursor) {
      const [body = '', signature = '', ...rest] = cursor.length > LONGEST ? [] : cursor.split('.');
      const given = Buffer.from(signature, 'base64url');
      const canonical = given.toString('base64url') === signature && rest.length === 0 && given.length === TAG;
      if (!canonical || !timingSafeEqual(given, tag(list, body))) throw new Refused('invalid_cursor');
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as (string | number)[];
    },
  };
}
