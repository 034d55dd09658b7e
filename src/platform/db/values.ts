import { parseArray, serializeArray } from './arrays.ts';

/** How Postgres' texts become JavaScript values and back, the same on both drivers. */
export interface TypeHandling {
  /** The type that a parameter is sent as. */
  readonly to: number;
  /** Object ids of the types that are read and written like this. */
  readonly from: number[];
  readonly parse: (text: string) => unknown;
  readonly serialize: (value: unknown) => string;
}

/** The value of an int8's text. @throws RangeError beyond ±2^53, where a number would be wrong. */
function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds exactly`);
  return value;
}

const asText = (value: unknown): string => String(value);

const instantText = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' ? new Date(value).toISOString() : String(value);
};

/** Callers pass JSON text; anything else is turned into it. */
const jsonText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const bytesText = (value: unknown): string => (value instanceof Uint8Array ? `\\x${value.toHex()}` : String(value));

/** A type by the object ids of itself and of its array. */
function type(oid: number, array: number, parse: TypeHandling['parse'], serialize = asText): TypeHandling[] {
  return [
    { to: oid, from: [oid], parse, serialize },
    {
      to: array,
      from: [array],
      parse: (text) => parseArray(text, parse),
      serialize: (values) => serializeArray(values, serialize),
    },
  ];
}

/** Object ids are fixed by Postgres' catalogue, `pg_type.dat`. */
export const TYPES: readonly TypeHandling[] = [
  type(
    16,
    1000,
    (text) => text === 't',
    (value) => (value ? 't' : 'f'),
  ), // bool
  type(17, 1001, (text) => Uint8Array.fromHex(text.slice(2)), bytesText), // bytea
  type(20, 1016, integer), // int8
  type(21, 1005, Number), // int2
  type(23, 1007, Number), // int4
  type(25, 1009, asText), // text
  type(114, 199, JSON.parse, jsonText), // json
  type(701, 1022, Number), // float8
  type(1043, 1015, asText), // varchar
  type(1082, 1182, asText, instantText), // date
  type(1114, 1115, (text) => new Date(`${text}Z`), instantText), // timestamp
  type(1184, 1185, (text) => new Date(text), instantText), // timestamptz
  type(1700, 1231, asText), // numeric
  type(2950, 2951, asText), // uuid
  type(3802, 3807, JSON.parse, jsonText), // jsonb
].flat();
