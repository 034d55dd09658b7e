import type { Database } from '../../src/platform/db/database.ts';

/** How many pages of 8 kB a statement looks at once its plan is kept for guilds of every size. */
export async function pagesOf(db: Database, text: string, parameters: readonly unknown[] = []): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.rows('SET LOCAL plan_cache_mode = force_generic_plan');
    // Prepared first: what is explained with its parameters is planned for them.
    await tx.rows(`PREPARE looked_at AS ${text}`);
    const values = parameters.length > 0 ? `(${parameters.map(literal).join(', ')})` : '';
    const [row] = await tx.rows<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE looked_at${values}`,
    );
    await tx.rows('DEALLOCATE looked_at');
    const plan = row?.['QUERY PLAN'][0].Plan ?? {};
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  });
}

/** What some work gives, and the most pages that one of its statements looks at. */
export async function looked<Result>(db: Database, work: (db: Database) => Promise<Result>) {
  const asked: [text: string, parameters: readonly unknown[]][] = [];
  const rows: Database['rows'] = (text, parameters = []) => {
    asked.push([text, parameters]);
    return db.rows(text, parameters);
  };
  const result = await work({ ...db, rows });
  const pages: number[] = [];
  for (const statement of asked) {
    // The first look of a session reads what the database knows of its own tables.
    await pagesOf(db, ...statement);
    pages.push(await pagesOf(db, ...statement));
  }
  if (pages.length === 0) throw new Error('nothing was asked');
  return { result, pages: Math.max(...pages) };
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
