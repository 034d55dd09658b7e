import { connect, type Socket } from 'node:net';
import postgres from 'postgres';
import { withDeadline } from '../deadline.ts';
import { ConnectionLost, DatabaseTimeout, SqlError } from '../errors.ts';
import type { Outcome, Session } from '../session.ts';
import { TYPES } from '../values.ts';

/** Seconds. */
const KEEP_ALIVE = 20;

/** A prepared statement even when it has no parameters; postgres.js would otherwise use the simple protocol. */
const PREPARED = { prepare: true, simple: false };

/** The server gives up a little earlier than we do, which spares the connection. */
const HEAD_START = 100;

/** One connection to a Postgres server, made by its first statement. `deadline` is in milliseconds. */
export function openPostgresSession(url: string, deadline: number): Session {
  let socket: Socket | undefined;
  let broken = false;
  let timeout: number | undefined;

  const sql = postgres(url, {
    max: 1,
    connect_timeout: deadline / 1000,
    idle_timeout: 0,
    max_lifetime: null,
    keep_alive: KEEP_ALIVE,
    types: Object.fromEntries(TYPES.map((type) => [String(type.to), type])),
    fetch_types: false,
    connection: { application_name: 'smarter-dev', TimeZone: 'UTC' },
    onnotice: () => {},
    onclose: () => {
      broken = true;
    },
    ...{ socket: async (options: Endpoint) => (socket = await dial(options, deadline)) },
  });

  async function destroy(): Promise<void> {
    broken = true;
    await sql.end({ timeout: 0 });
    socket?.destroy();
  }

  function late(): Error {
    void destroy();
    return new DatabaseTimeout(`Postgres did not answer within ${deadline} ms`);
  }

  function fail(error: unknown): never {
    throw translate(error, () => {
      broken = true;
    });
  }

  /** Leaves a parameter's type to the server; postgres.js would guess it from the value, wrongly for arrays. */
  const untyped = (value: unknown) => sql.typed(value as never, 0);

  async function limit(milliseconds: number): Promise<void> {
    if (timeout === milliseconds) return;
    await sql.unsafe(`SET statement_timeout = ${milliseconds}`).catch(fail);
    timeout = milliseconds;
  }

  async function ask(...[text, parameters, shape]: Parameters<Session['run']>): Promise<Outcome> {
    await limit(deadline - HEAD_START);
    const query = sql.unsafe(text, parameters.map(untyped), PREPARED);
    const result = await (shape === 'arrays' ? query.values() : query).catch(fail);
    return { rows: [...result], command: result.command };
  }

  return {
    get broken() {
      return broken;
    },
    async run(text, parameters, shape) {
      if (broken) throw new ConnectionLost('the connection to Postgres is closed');
      return withDeadline(ask(text, parameters, shape), deadline, late);
    },
    async script(text) {
      if (broken) throw new ConnectionLost('the connection to Postgres is closed');
      await limit(0);
      await sql.unsafe(text).simple().catch(fail);
    },
    close: destroy,
  };
}

/** What postgres.js tells about where to connect to. */
interface Endpoint {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path: string | false | undefined;
}

/** Connects; our own socket, because postgres.js never destroys one that has gone silent. */
function dial({ host, port, path }: Endpoint, deadline: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const [name = 'localhost'] = host;
    const socket = path ? connect({ path }) : connect({ host: name, port: Number(port[0]) });
    const timer = setTimeout(
      () => socket.destroy(new DatabaseTimeout(`no connection within ${deadline} ms`)),
      deadline,
    );
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(timer));
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve(Object.assign(socket, { host: name }));
    });
  });
}

const CANCELLED = '57014';

function translate(error: unknown, onBroken: () => void): unknown {
  if (error instanceof postgres.PostgresError) {
    if (error.severity !== 'ERROR') onBroken();
    if (error.code === CANCELLED) return new DatabaseTimeout('Postgres cancelled a statement that took too long');
    return new SqlError(error.message, error.code, error.constraint_name, error);
  }
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'UNDEFINED_VALUE') return error;
  onBroken();
  return error.code === 'CONNECT_TIMEOUT'
    ? new DatabaseTimeout('no connection to Postgres in time', { cause: error })
    : new ConnectionLost(`the connection to Postgres broke: ${error.message}`, { cause: error });
}
