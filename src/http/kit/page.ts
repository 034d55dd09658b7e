import { z } from 'zod';

/** A page of a history: follow `next_cursor` until it is null. */
export function cursorPage<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), page: z.object({ next_cursor: z.string().nullable() }) });
}

/** A page of a ranked list. */
export function offsetPage<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), page: z.object({ limit: z.int(), offset: z.int(), total: z.int() }) });
}
