/** How Postgres' texts become JavaScript values and back, the same on both drivers. */

/** Object ids of the types that the drivers disagree on. */
const OID = { bytea: 17, int8: 20, json: 114, date: 1082, timestamp: 1114, timestamptz: 1184, jsonb: 3802 } as const;

/** The value of an int8's text. @throws RangeError beyond ±2^53, where a number would be wrong. */
function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds exactly`);
  return value;
}

const asText = (value: unknown): string => String(value);

const dateText = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' ? new Date(value).toISOString() : String(value);
};

/** Callers pass JSON text; anything else is turned into it. */
const jsonText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface TypeHandling {
  /** The type that a parameter is sent as. */
  readonly to: number;
  readonly from: number[];
  readonly parse: (text: string) => unknown;
  readonly serialize: (value: unknown) => string;
}

export const types: Readonly<Record<'bytea' | 'int8' | 'json' | 'date' | 'timestamptz', TypeHandling>> = {
  bytea: {
    to: OID.bytea,
    from: [OID.bytea],
    parse: (text) => Uint8Array.fromHex(text.slice(2)),
    serialize: (value) => (value instanceof Uint8Array ? `\\x${value.toHex()}` : String(value)),
  },
  int8: { to: OID.int8, from: [OID.int8], parse: integer, serialize: asText },
  json: {
    to: OID.json,
    from: [OID.json, OID.jsonb],
    parse: (text) => JSON.parse(text) as unknown,
    serialize: jsonText,
  },
  date: { to: OID.date, from: [OID.date], parse: asText, serialize: dateText },
  timestamptz: {
    to: OID.timestamptz,
    from: [OID.timestamp, OID.timestamptz],
    parse: (text) => new Date(text),
    serialize: dateText,
  },
};
