import { z } from 'zod';

/** A Discord id: 17 to 20 decimal digits, as a string (it does not fit a number). */
export type Snowflake = string;

const PATTERN = /^\d{17,20}$/;

export function isSnowflake(text: string): text is Snowflake {
  return PATTERN.test(text);
}

/** Validates one Discord id at an edge. */
export const snowflake = z.string().regex(PATTERN, 'must be a Discord id: 17 to 20 digits');

const DISCORD_EPOCH = 1_420_070_400_000n;

/** When a snowflake was made, in epoch milliseconds. */
export function snowflakeTime(id: Snowflake): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH);
}

/** The snowflake of an instant (epoch milliseconds) and a sequence number below 4,194,304. */
export function snowflakeAt(time: number, sequence: number): Snowflake {
  return String(((BigInt(Math.floor(time)) - DISCORD_EPOCH) << 22n) | BigInt(sequence & 0x3f_ffff));
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Before and after every UUID: the bounds of a stretch that has none, since an index is entered by a bound and not by its absence. */
export const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
export const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** A UUID in 22 characters instead of 36, for where room is short. */
export function shortUuid(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The UUID that `shortUuid` made short. */
export function longUuid(short: string): string {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Not greater than any UUIDv7 of this millisecond. */
export function earliestId(time: number): string {
  const hex = Math.min(Math.max(0, time), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
