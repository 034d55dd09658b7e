import { isIP } from 'node:net';
import { z } from 'zod';
import { isSnowflake } from '../../shared/ids.ts';

/** Every schema here turns the text of one variable into its value, and words its refusal to follow the variable's name. */

export const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off'], 'must be true or false')
  .transform((text) => ['true', '1', 'yes', 'on'].includes(text));

export function wholeNumber(least: number, most: number) {
  const problem = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
}

export function oneOf<const Choices extends readonly [string, ...string[]]>(choices: Choices) {
  return z.enum(choices, `must be one of ${choices.join(', ')}`);
}

export const hostName = z
  .string()
  .regex(/^[A-Za-z0-9.:-]+$/, 'must be a host name or an IP address, without http:// and without a port')
  .refine((text) => !text.includes(':') || isIP(text) === 6, 'must not carry a port: that goes into PORT');

export function url(...schemes: readonly string[]) {
  const listed = schemes.map((scheme) => `${scheme}://`).join(' or ');
  return z.string().refine((text) => isUrl(text, schemes), `must be an address that starts with ${listed}`);
}

/** An address without path: `https://smarter.dev`; comes out without a trailing slash. */
export const origin = url('https', 'http')
  .refine((text) => !URL.canParse(text) || /^\/?$/.test(pathOf(text)), 'must be an address without a path')
  .transform((text) => new URL(text).origin);

/** An address that paths are appended to; comes out without a trailing slash. */
export const endpoint = url('https', 'http').transform((text) => text.replace(/\/+$/, ''));

export const id = z.string().refine(isSnowflake, 'must be a Discord id: 17 to 20 digits');

export const ids = list(isSnowflake, 'must be Discord ids (17 to 20 digits each) separated by commas');

/** Origins as browsers send them: `https://example.com`. */
export const origins = list(
  isOrigin,
  'must be addresses without a path, such as https://example.com, separated by commas; * is not allowed',
);

/** IP addresses and ranges in CIDR form. */
export const networks = list(isNetwork, 'must be IP addresses or ranges such as 10.0.0.0/8, separated by commas');

/** Shard numbers: `0,1,2` or `0-3`. */
export const shardNumbers = z
  .string()
  .regex(/^\s*\d{1,4}(-\d{1,4})?(\s*,\s*\d{1,4}(-\d{1,4})?)*\s*$/, 'must be shard numbers such as 0-3 or 0,1,2')
  .transform((text) => [...new Set(pieces(text).flatMap(range))].sort((one, other) => one - other));

export const discordToken = z
  .string()
  .regex(
    /^[\w-]+\.[\w-]+\.[\w-]+$/,
    'must be the bot token as the developer portal shows it: three parts with dots between',
  );

export const longSecret = z
  .string()
  .refine((text) => Buffer.byteLength(text) >= 32, 'must be at least 32 characters long');

function list(accepts: (piece: string) => boolean, problem: string) {
  return z
    .string()
    .transform(pieces)
    .refine((found) => found.every(accepts), problem);
}

function isOrigin(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.origin === text;
}

function pieces(text: string): string[] {
  return text.split(/[\s,]+/).filter((piece) => piece !== '');
}

function range(piece: string): number[] {
  const [first = 0, last = first] = piece.split('-').map(Number);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function isUrl(text: string, schemes: readonly string[]): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return schemes.includes(protocol.slice(0, -1)) && hostname !== '';
}

function pathOf(text: string): string {
  const { pathname, search, hash } = new URL(text);
  return pathname + search + hash;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** The address of a project at Sentry: `https://key@host/project`. */
export const dsn = z.string().refine((text) => {
  const parsed = URL.parse(text);
  return (
    parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username !== '' && /\/\d+$/.test(parsed.pathname)
  );
}, 'must be the DSN of a Sentry project, such as https://key@sentry.example/1');
