import { createDatabase, type OwnedDatabase } from '../platform/db/create-database.ts';
import type { Session } from '../platform/db/session.ts';
import type { DatabaseUse } from '../platform/metrics.ts';

interface Watched extends Session {
  readonly session: Session;
}

/** The same database, with every statement and every wait for a connection told to `use`. */
export function observed(db: OwnedDatabase, use: DatabaseUse): OwnedDatabase {
  const known = new WeakMap<Session, Watched>();

  async function take(): Promise<Session> {
    const startedAt = performance.now();
    const session = await db.pool.take();
    use.waited(seconds(startedAt));
    use.lent(1);
    const watched = known.get(session) ?? watch(session, use);
    known.set(session, watched);
    return watched;
  }

  function give(watched: Session): void {
    use.lent(-1);
    db.pool.give((watched as Watched).session);
  }

  return createDatabase({ kind: db.kind, pool: { take, give, close: () => db.close() } });
}

function watch(session: Session, use: DatabaseUse): Watched {
  return {
    session,
    get broken() {
      return session.broken;
    },
    async run(text, parameters, shape) {
      const startedAt = performance.now();
      try {
        const outcome = await session.run(text, parameters, shape);
        use.queried('done', seconds(startedAt));
        return outcome;
      } catch (error) {
        use.queried('failed', seconds(startedAt));
        throw error;
      }
    },
    script: (text) => session.script(text),
    close: () => session.close(),
  };
}

function seconds(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
