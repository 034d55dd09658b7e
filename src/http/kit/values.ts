import { z } from 'zod';

/**
 * A whole number in a query string: digits and nothing else. `1e3`, ` 5`, `0x10` and an empty text are refused, which
 * `z.coerce.number()` would take.
 */
export function queryNumber(min: number, max: number) {
  const fits = (text: string) => /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z
    .string()
    .refine(fits, `must be a whole number from ${min} to ${max}`)
    .meta({ type: 'integer', minimum: min, maximum: max })
    .transform(Number);
}

/** How many rows a page has, from 1. */
export function pageLimit(standard: number, max = 100) {
  return queryNumber(1, max)
    .meta({ description: `How many rows, at most ${max}; ${standard} unless given.`, examples: [standard] })
    .optional()
    .transform((limit) => limit ?? standard);
}

/** Where a page begins, as the page before it said. */
export const cursorText = z
  .string()
  .min(1)
  .max(512)
  .meta({
    description: 'The `next_cursor` of the page before. It holds for the same filters only.',
    examples: ['WzEsMl0.4Jb0Cw6QmD2f8n1x'],
  });
