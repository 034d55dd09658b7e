import { createDatabase, type OwnedDatabase } from '../platform/db/create-database.ts';
import type { Session } from '../platform/db/session.ts';
import type { DatabaseUse } from '../platform/metrics.ts';

/** The same database, with every statement and every wait for a connection told to `use`. */
export function observed(db: OwnedDatabase, use: DatabaseUse): OwnedDatabase {
  const loans = new Map<Session, () => void>();

  function take(): Promise<Session> {
    const startedAt = performance.now();
    const taken = Promise.withResolvers<Session>();
    db.alone((session) => {
      use.waited(seconds(startedAt));
      use.lent(1);
      const watched = watch(session, use);
      const returned = Promise.withResolvers<void>();
      loans.set(watched, returned.resolve);
      taken.resolve(watched);
      return returned.promise;
    }).catch(taken.reject);
    return taken.promise;
  }

  function give(session: Session): void {
    use.lent(-1);
    loans.get(session)?.();
    loans.delete(session);
  }

  return createDatabase({ kind: db.kind, pool: { take, give, close: () => db.close() } });
}

function watch(session: Session, use: DatabaseUse): Session {
  return {
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
