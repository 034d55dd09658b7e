import { isScope, type Scope, scopes } from '../../shared/scopes.ts';

/** `sd_<8 id>_<43 secret>_<6 checksum>`; every part has a fixed length, since the secret may hold `_`. */
const PATTERN = /^sd_[0-9A-Za-z]{8}_[\w-]{43}_[0-9A-Za-z]{6}$/;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const HEAD = 'sd_12345678'.length;
const BODY = HEAD + 1 + 43;

/** Milliseconds that a replaced key goes on working. */
export const OVERLAP = 24 * 3_600_000;
export const RATE = { standard: 120, least: 1, most: 1_000_000 } as const;

/** The text of a key, from 8 letters or digits and 43 characters of base64url. */
export function keyText(id: string, secret: string): string {
  const body = `sd_${id}_${secret}`;
  return `${body}_${checksum(body)}`;
}

/** Whether a text can be a key at all: its form and its checksum. A typing error never reaches the database. */
export function isKeyText(text: string): boolean {
  return PATTERN.test(text) && checksum(text.slice(0, BODY)) === text.slice(BODY + 1);
}

/** What a key is listed and looked up by; not secret. */
export function prefixOf(key: string): string {
  return key.slice(0, HEAD);
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < 6; i += 1) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** CRC-32 as zip files have it, of a text of ASCII. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i += 1) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export interface KeyTimes {
  /** Epoch milliseconds; null: never. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** Set when it was replaced: until then both keys work. */
  readonly overlapUntil: number | null;
}

export type KeyState = 'active' | 'revoked' | 'expired';

export function stateOf({ expiresAt, revokedAt, overlapUntil }: KeyTimes, now: number): KeyState {
  if (revokedAt !== null && revokedAt <= now) return 'revoked';
  if (overlapUntil !== null && overlapUntil <= now) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** How far a key reaches. */
export interface KeyReach {
  readonly scopes: readonly string[];
  /** Null: every guild. */
  readonly guildIds: readonly string[] | null;
  readonly ratePerMinute: number;
  /** Epoch milliseconds; null: never. */
  readonly expiresAt: number | null;
}

/** Of the keys that managers of a guild make: how many may work at a time, how far ahead one may end (milliseconds), requests a minute. */
export const OF_GUILD = { most: 25, lifetime: 366 * 86_400_000, ratePerMinute: 600 } as const;

/** No keys that make keys, and nothing that Discord allows only some of a guild's managers. */
export const GUILD_SCOPES: readonly Scope[] = scopes.filter((one) => one !== 'keys:manage' && one !== 'moderation:act');

/** How far a key reaches that managers of a guild make for themselves. */
export function guildReach(guildId: string, now: number): KeyReach {
  const { ratePerMinute, lifetime } = OF_GUILD;
  return { scopes: GUILD_SCOPES, guildIds: [guildId], ratePerMinute, expiresAt: now + lifetime };
}

/** In what one key goes beyond another; a scope or guild by its place in the list, the whole by null. */
export interface Excess {
  readonly field: keyof KeyReach;
  readonly index: number | null;
}

/** Everything that a key would be allowed beyond its maker. */
export function excesses(wish: KeyReach, maker: KeyReach): Excess[] {
  const rate = wish.ratePerMinute > maker.ratePerMinute;
  const outlives = maker.expiresAt !== null && (wish.expiresAt === null || wish.expiresAt > maker.expiresAt);
  return [
    ...rightsBeyond(wish, maker),
    ...(rate ? [{ field: 'ratePerMinute', index: null } as const] : []),
    ...(outlives ? [{ field: 'expiresAt', index: null } as const] : []),
  ];
}

/** Whether a key may do nothing that the other may not; how often and how long is not looked at. */
export function isWithin(key: KeyReach, other: KeyReach): boolean {
  return rightsBeyond(key, other).length === 0;
}

function rightsBeyond({ scopes, guildIds }: KeyReach, maker: KeyReach): Excess[] {
  const beyond = (field: 'scopes' | 'guildIds', wanted: readonly string[], own: readonly string[]) =>
    wanted.flatMap((one, index) => (own.includes(one) ? [] : [{ field, index }]));
  const everywhere = guildIds === null && maker.guildIds !== null;
  return [
    ...beyond('scopes', scopes, maker.scopes),
    ...(everywhere ? [{ field: 'guildIds', index: null } as const] : []),
    ...(guildIds && maker.guildIds ? beyond('guildIds', guildIds, maker.guildIds) : []),
  ];
}

export function knownScopes(words: readonly string[]): Scope[] {
  return words.filter(isScope);
}
