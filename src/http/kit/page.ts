import { z } from 'zod';

const nextCursor = z
  .string()
  .nullable()
  .meta({ description: 'Where the next page begins; null at the end.', examples: ['WzEsMl0.4Jb0Cw6QmD2f8n1x'] });

/** A page of a history: follow `next_cursor` until it is null. */
export function cursorPage<Row extends z.ZodType>(row: Row) {
  return z.object({ data: rowsOf(row), page: z.object({ next_cursor: nextCursor }).meta({ description: PAGE }) });
}

/** A page of a ranked list. */
export function offsetPage<Row extends z.ZodType>(row: Row) {
  const page = z.object({
    limit: z
      .int()
      .min(1)
      .meta({ description: 'How many rows were asked for.', examples: [10] }),
    offset: z
      .int()
      .min(0)
      .meta({ description: 'How many rows were passed over.', examples: [0] }),
    total: z
      .int()
      .min(0)
      .meta({ description: 'How many rows there are.', examples: [128] }),
  });
  return z.object({ data: rowsOf(row), page: page.meta({ description: PAGE }) });
}

const PAGE = 'Which part of the list this is.';

function rowsOf<Row extends z.ZodType>(row: Row) {
  return z.array(row).meta({ description: 'The rows of this page.' });
}
