import { z } from 'zod';

/** A whole number; Discord reads numeric strings too. */
export const integer = (minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    z.int().min(minimum).max(maximum),
  );

export const id = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/, 'Value is not snowflake.'));

/** Permission bits, as a decimal string. */
export const bits = z
  .union([z.string(), z.int().min(0)])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/, 'Value is not a bit set.'));

export const text = (maximum: number, minimum = 0) => z.string().min(minimum).max(maximum);

export const url = z
  .string()
  .max(2048)
  .refine((value) => /^(https?|attachment):\/\/\S+$/.test(value), {
    message: "Scheme must be one of ('http', 'https').",
    params: { code: 'URL_TYPE_INVALID_SCHEME' },
  });

export const color = integer(0, 0xff_ffff);

/** ISO 8601 with any offset. */
export const instant = z.string().refine((value) => Number.isFinite(Date.parse(value)), {
  message: 'Could not parse. Should be ISO8601.',
  params: { code: 'DATE_TIME_TYPE_PARSE' },
});
