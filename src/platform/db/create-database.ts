import type { Database, Queryable, Tx } from './database.ts';
import { ConnectionLost, DatabaseTimeout, SqlError } from './errors.ts';
import { createOrm } from './orm.ts';
import type { Pool } from './pool.ts';
import type { Session } from './session.ts';

/** A database as its owner sees it: with a connection for work that must not be cut off, such as migrations. */
export interface OwnedDatabase extends Database {
  /** Lends its connections. */
  readonly pool: Pick<Pool, 'take' | 'give'>;
  alone<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/** Milliseconds that a transaction may do nothing before it is rolled back, so that it cannot block everyone else. */
const IDLE_LIMIT = 10_000;

interface Options {
  readonly kind: Database['kind'];
  readonly pool: Pool;
  readonly idleLimit?: number;
  /** Runs after the last session was closed. */
  readonly onClosed?: () => void;
}

/** Builds a database over a pool of sessions. */
export function createDatabase({ kind, pool, idleLimit = IDLE_LIMIT, onClosed }: Options): OwnedDatabase {
  async function alone<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await pool.take();
    try {
      return await work(session);
    } finally {
      pool.give(session);
    }
  }

  const run: Session['run'] = (text, parameters, shape) => alone((session) => session.run(text, parameters, shape));

  async function ping(): Promise<number> {
    const start = performance.now();
    await run('SELECT 1', [], 'objects');
    return performance.now() - start;
  }

  return {
    ...queryable(run),
    kind,
    pool,
    alone,
    ping,
    transaction: (work) => alone((session) => transact(session, work, idleLimit)),
    async close() {
      await pool.close();
      onClosed?.();
    },
  };
}

function queryable(run: Session['run']): Queryable {
  return {
    orm: createOrm(run),
    async rows<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await run(text, parameters, 'objects');
      return rows as Row[];
    },
  };
}

async function transact<T>(session: Session, work: (tx: Tx) => Promise<T>, idleLimit: number): Promise<T> {
  await session.run('BEGIN', [], 'objects');
  const open = openTransaction(session, idleLimit);
  try {
    const result = await Promise.race([work(open.tx), open.abandoned]);
    open.end();
    await commit(session);
    return result;
  } catch (error) {
    open.end();
    if (!session.broken) await session.run('ROLLBACK', [], 'objects').catch(() => session.close());
    throw error;
  }
}

/** Postgres answers a COMMIT of a failed transaction with ROLLBACK and no error. */
async function commit(session: Session): Promise<void> {
  const { command } = await session.run('COMMIT', [], 'objects');
  if (command === 'COMMIT') return;
  throw new SqlError(
    'the transaction was rolled back because one of its statements had failed',
    '25P02',
    undefined,
    undefined,
  );
}

interface OpenTransaction {
  readonly tx: Tx;
  /** Rejects when the transaction did nothing for too long. */
  readonly abandoned: Promise<never>;
  end(): void;
}

function openTransaction(session: Session, idleLimit: number): OpenTransaction {
  const abandoned = Promise.withResolvers<never>();
  let ended = false;
  let running = 0;
  let timer: Timer | undefined;

  function watch(): void {
    clearTimeout(timer);
    if (ended || running > 0) return;
    timer = setTimeout(() => {
      abandoned.reject(new DatabaseTimeout(`a transaction did nothing for ${idleLimit} ms and was rolled back`));
    }, idleLimit);
  }

  const run: Session['run'] = async (text, parameters, shape) => {
    if (ended) throw new ConnectionLost('the transaction has ended');
    running += 1;
    watch();
    try {
      return await session.run(text, parameters, shape);
    } finally {
      running -= 1;
      watch();
    }
  };

  watch();
  return {
    tx: { ...queryable(run), inTransaction: true },
    abandoned: abandoned.promise,
    end() {
      ended = true;
      watch();
    },
  };
}
