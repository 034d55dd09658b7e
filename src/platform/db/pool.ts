import { DatabaseTimeout, DatabaseUnavailable } from './errors.ts';
import type { Session } from './session.ts';

/** Lends sessions out, one borrower at a time, in the order they asked. */
export interface Pool {
  /** @throws DatabaseTimeout when none came free in time; DatabaseUnavailable after close */
  take(): Promise<Session>;
  /** Ends a loan. A broken session is replaced by the next one to be taken. */
  give(session: Session): void;
  /** Refuses new loans, waits for open ones as long as the deadline is, and closes every session. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly size: number;
  /** How long a borrower waits, in milliseconds. */
  readonly deadline: number;
  /** Opens a session; it need not be connected yet. */
  readonly open: () => Session;
  /** Milliseconds after which a session is closed instead of lent again. */
  readonly lifetime?: number;
}

interface Waiter {
  lend(session: Session): void;
  refuse(reason: Error): void;
}

export function createPool({ size, deadline, open, lifetime = Number.POSITIVE_INFINITY }: PoolOptions): Pool {
  const sessions = new Map<Session, number>();
  const free: Session[] = [];
  const waiting: Waiter[] = [];
  let closing = false;

  function discard(session: Session): void {
    sessions.delete(session);
    void session.close();
  }

  function spare(): Session | undefined {
    for (let session = free.pop(); session; session = free.pop()) {
      if (!session.broken) return session;
      discard(session);
    }
    if (sessions.size >= size) return undefined;
    const fresh = open();
    sessions.set(fresh, performance.now() + lifetime);
    return fresh;
  }

  function wait(): Promise<Session> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        lend: (session) => {
          clearTimeout(timer);
          resolve(session);
        },
        refuse: (reason) => {
          clearTimeout(timer);
          reject(reason);
        },
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(
          new DatabaseTimeout(
            `no database connection came free in ${deadline} ms; inside a transaction, use its own queries`,
          ),
        );
      }, deadline);
      waiting.push(waiter);
    });
  }

  async function take(): Promise<Session> {
    if (closing) throw new DatabaseUnavailable('The database is closed.');
    return spare() ?? (await wait());
  }

  function give(session: Session): void {
    const ends = sessions.get(session) ?? 0;
    if (session.broken || performance.now() > ends) discard(session);
    else free.push(session);
    while (waiting.length > 0) {
      const next = spare();
      if (!next) return;
      waiting.shift()?.lend(next);
    }
  }

  async function close(): Promise<void> {
    closing = true;
    for (const waiter of waiting.splice(0)) waiter.refuse(new DatabaseUnavailable('The database is closed.'));
    const ends = performance.now() + deadline;
    while (free.length < sessions.size && performance.now() < ends) await Bun.sleep(10);
    await Promise.all([...sessions.keys()].map((session) => session.close()));
  }

  return { take, give, close };
}
