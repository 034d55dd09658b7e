import type { GuildRight } from '../../shared/rights.ts';

const MINUTE = 60_000;

/** Milliseconds. */
export const SESSION = { idle: 120 * MINUTE, absolute: 24 * 60 * MINUTE, touch: MINUTE } as const;

interface SessionTimes {
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly seenAt: number;
}

/** Whether a session has ended by itself: two hours after it was last used, a day after it began. */
export function isOver({ createdAt, seenAt }: SessionTimes, now: number): boolean {
  return now - seenAt >= SESSION.idle || now - createdAt >= SESSION.absolute;
}

/** Whether two addresses are of one network: /24 of IPv4, /64 of IPv6. Providers change the rest of them at will. */
export function sameNetwork(one: string, other: string): boolean {
  return networkOf(one) === networkOf(other);
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address.split('.').slice(0, 3).join('.');
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...(tail === undefined ? [] : zeros), ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

const ADMINISTRATOR = 1n << 3n;
const MANAGE_GUILD = 1n << 5n;
const MODERATE_MEMBERS = 1n << 40n;

/** What a member may do here, from his permissions in Discord. Owners have every permission. */
export function rightFrom(permissions: bigint): Exclude<GuildRight, 'admin'> {
  if (permissions & (ADMINISTRATOR | MANAGE_GUILD)) return 'manager';
  return permissions & MODERATE_MEMBERS ? 'moderator' : 'member';
}

const SOMEWHERE = 'http://somewhere.invalid';
const LONGEST = 2_000;
/** Browsers drop some of these and read others as slashes. */
const SLIPPERY = /[\\\p{Cc}]/u;
/** Pages that make no sense as the first one after signing in. */
const DOORS = /^\/(?:login|logout|auth)(?:\/|$|\?)/;

/** A path of our own to go on to after signing in; null for anything that might lead elsewhere. */
export function localPath(next: string | null): string | null {
  if (next === null || next.length > LONGEST || !next.startsWith('/') || SLIPPERY.test(next)) return null;
  const url = URL.parse(next, SOMEWHERE);
  if (!url || url.origin !== SOMEWHERE || url.pathname.startsWith('//')) return null;
  const path = `${url.pathname}${url.search}${url.hash}`;
  return DOORS.test(path) ? null : path;
}
