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
  const kept = new Map<string, Statement>();
  let count = 0;

  async function prepare(text: string): Promise<Statement> {
    count += 1;
    const name = `s${count}`;
    const told = await send(pglite, [serialize.parse({ name, text }), serialize.describe({ type: 'S', name })]);
    const statement = { name, parameters: told.parameters, columns: told.columns };
    kept.set(text, statement);
    const [oldest] = kept;
    if (kept.size > KEPT && oldest) {
      kept.delete(oldest[0]);
      await send(pglite, [serialize.close({ type: 'S', name: oldest[1].name })]);
    }
    return statement;
  }

  async function run(
    text: string,
    parameters: readonly unknown[],
    shape: 'objects' | 'arrays',
    again = true,
  ): Promise<Outcome> {
    const { name, parameters: types, columns } = kept.get(text) ?? (await prepare(text));
    const values = parameters.map((value, index) => written(pglite, value, types[index]));
    try {
      const bound = serialize.bind({ statement: name, values });
      const { rows, command } = await send(pglite, [bound, serialize.execute({})]);
      const readers = columns.map(({ dataTypeID }) => pglite.parsers[dataTypeID] ?? String);
      const read = (fields: readonly (string | null)[]): unknown[] =>
        fields.map((field, index) => (field === null ? null : readers[index]?.(field, 0)));
      if (shape === 'arrays') return { rows: rows.map(read), command };
      const named = (values: unknown[]) => Object.fromEntries(columns.map((column, index) => [column.name, values[index]]));
      return { rows: rows.map((fields) => named(read(fields))), command };
    } catch (error) {
      kept.delete(text);
      if (again && (error as messages.DatabaseError).routine === STALE) return run(text, parameters, shape, false);
      throw error;
    }
  }

  return run;
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
