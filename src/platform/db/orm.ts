import { drizzle } from 'drizzle-orm/pg-proxy';
import type { Orm } from './database.ts';
import type { Session } from './session.ts';

/** Drizzle over a way of running statements. Its own `transaction` is off: transactions are `Database.transaction`. */
export function createOrm(run: Session['run']): Orm {
  return drizzle(async (text, parameters, method) => {
    const { rows } = await run(text, parameters, method === 'all' ? 'arrays' : 'objects');
    return { rows };
  });
}
