import type { Snowflake } from '../../shared/ids.ts';
import { fieldError } from './errors.ts';

/**
 * A whole number of the query.
 * @throws DiscordError `invalid_form` when it is none or out of range
 */
export function numberOf(
  query: URLSearchParams,
  name: string,
  otherwise: number,
  minimum: number,
  maximum: number,
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value)) throw fieldError([name], 'NUMBER_TYPE_COERCE', `Value "${text}" is not int.`);
  if (value > maximum)
    throw fieldError([name], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${maximum}.`);
  if (value < minimum)
    throw fieldError([name], 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${minimum}.`);
  return value;
}

/** The numeric order of two ids. */
export function compareIds(a: Snowflake, b: Snowflake): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * One page of a list that is sorted by id, oldest first. Newest first comes out, as Discord answers; with `after`
 * the oldest beyond that id are taken.
 */
export function pageOf<T>(
  oldestFirst: readonly T[],
  idOf: (item: T) => Snowflake,
  query: URLSearchParams,
  limit: number,
): T[] {
  const around = query.get('around');
  const before = query.get('before');
  const after = query.get('after');
  if (around) return aroundId(oldestFirst, idOf, around, limit);
  const earlier = before ? oldestFirst.filter((item) => compareIds(idOf(item), before) < 0) : oldestFirst;
  if (!after) return earlier.slice(-limit).reverse();
  return earlier
    .filter((item) => compareIds(idOf(item), after) > 0)
    .slice(0, limit)
    .reverse();
}

function aroundId<T>(list: readonly T[], idOf: (item: T) => Snowflake, around: Snowflake, limit: number): T[] {
  const half = Math.floor(limit / 2);
  const index = list.findIndex((item) => compareIds(idOf(item), around) >= 0);
  const middle = index < 0 ? list.length : index;
  return list.slice(Math.max(0, middle - half), Math.max(0, middle - half) + limit).reverse();
}
