import { type messages, type PGlite, protocol } from '@electric-sql/pglite';
import type { Outcome, Session } from '../session.ts';

const { Parser, serialize } = protocol;

/** A statement that Postgres has parsed and keeps under a name. */
interface Statement {
  readonly name: string;
  /** Types of the parameters. */
  readonly parameters: readonly number[];
  readonly columns: readonly { readonly name: string; readonly dataTypeID: number }[];
}

/** The most statements that are kept; the one that was made first goes first. */
const KEPT = 500;

/** Tables changed, and the statement answers with other columns than before. */
const STALE = 'RevalidateCachedQuery';

/**
 * Runs statements of an embedded database, each text parsed once: PGlite's own `query` parses and describes anew every time,
 * and goes to WebAssembly and back six times for it.
 */
export function createStatements(pglite: PGlite): Session['run'] {
  const kept = new Map<string, Promise<Statement>>();
  let count = 0;

  function keep(text: string): Promise<Statement> {
    count += 1;
    const made = prepare(`s${count}`, text);
    kept.set(text, made);
    made.catch(() => kept.delete(text));
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) void forget(oldest);
    return made;
  }

  async function prepare(name: string, text: string): Promise<Statement> {
    const parts = [serialize.parse({ name, text }), serialize.describe({ type: 'S', name })];
    const { parameters, columns } = await send(pglite, parts);
    return { name, parameters, columns };
  }

  async function forget(text: string): Promise<void> {
    const statement = await kept.get(text)?.catch(() => null);
    kept.delete(text);
    if (statement) await send(pglite, [serialize.close({ type: 'S', name: statement.name })]);
  }

  async function run(
    text: string,
    parameters: readonly unknown[],
    shape: 'objects' | 'arrays',
    again = true,
  ): Promise<Outcome> {
    const statement = await (kept.get(text) ?? keep(text));
    const values = parameters.map((value, index) => written(pglite, value, statement.parameters[index]));
    try {
      const bound = serialize.bind({ statement: statement.name, values });
      const { rows, command } = await send(pglite, [bound, serialize.execute({})]);
      return { rows: rows.map(reader(pglite, statement, shape)), command };
    } catch (error) {
      if (!again || (error as messages.DatabaseError).routine !== STALE) throw error;
      await forget(text);
      return run(text, parameters, shape, false);
    }
  }

  return run;
}

type Read = (fields: readonly (string | null)[]) => unknown;

function reader(pglite: PGlite, { columns }: Statement, shape: 'objects' | 'arrays'): Read {
  const parsers = columns.map(({ dataTypeID }) => pglite.parsers[dataTypeID] ?? String);
  const read = (fields: readonly (string | null)[]): unknown[] =>
    fields.map((field, index) => (field === null ? null : parsers[index]?.(field, 0)));
  if (shape === 'arrays') return read;
  return (fields) => {
    const values = read(fields);
    return Object.fromEntries(columns.map(({ name }, index) => [name, values[index]]));
  };
}

function written(pglite: PGlite, value: unknown, type = 0): string | null {
  if (value === null) return null;
  const serializer = pglite.serializers[type];
  return serializer ? serializer(value) : String(value);
}

interface Reply {
  readonly rows: (string | null)[][];
  command: string;
  parameters: readonly number[];
  columns: Statement['columns'];
}

/** Sends messages and what ends them. @throws DatabaseError */
async function send(pglite: PGlite, parts: readonly Uint8Array[]): Promise<Reply> {
  const asked = Buffer.concat([...parts, serialize.sync()]);
  // Nothing to bring to the disk: Postgres itself writes its files, and syncs them.
  const answered = await pglite.runExclusive(() => pglite.execProtocolRaw(asked, { syncToFs: false }));
  const reply: Reply = { rows: [], command: '', parameters: [], columns: [] };
  let failure: messages.BackendMessage | undefined;
  new Parser().parse(answered, (message) => {
    if (message.name === 'dataRow') reply.rows.push((message as messages.DataRowMessage).fields);
    else if (message.name === 'commandComplete') reply.command = tagOf(message as messages.CommandCompleteMessage);
    else if (message.name === 'rowDescription') reply.columns = (message as messages.RowDescriptionMessage).fields;
    else if (message.name === 'parameterDescription')
      reply.parameters = (message as messages.ParameterDescriptionMessage).dataTypeIDs;
    else if (message.name === 'error') failure ??= message;
  });
  if (failure) throw failure;
  return reply;
}

/** `SELECT` of `SELECT 3`. */
function tagOf({ text }: messages.CommandCompleteMessage): string {
  return text.split(' ', 1)[0] ?? '';
}
