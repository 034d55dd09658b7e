import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, startTestApp, type TestApp } from '../../harness/app.ts';

setDefaultTimeout(60_000);

const GENERATOR = ['node_modules/@redocly/cli/bin/cli.js', 'generate-client'];
const COMPILER = ['node_modules/typescript-native/bin/tsc', '--project'];

const COMPILER_OPTIONS = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'bundler',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** What an integrator writes, with nothing at hand but the document. */
const PROGRAM = `
import { client, type Problem } from './client.ts';

declare const process: { argv: [string, string, string, string, string, string] };
declare const console: { log(text: string): void };

const [, , serverUrl, key, guild_id, receiver_id] = process.argv;
client.configure({ serverUrl });
client.auth.bearer(key);
const path = { guild_id };
const headers = { 'Idempotency-Key': 'pr-4711-merged' };

const body = { receiver_id, amount: 3, reason: 'merged' };
const paid = await client.createTransaction({ path, headers, body });
const again = await client.createTransaction({ path, headers, body });
const conflict = await client.createTransaction({ path, headers, body: { ...body, amount: 4 } });
const unknown = await client.getBalance({ path: { guild_id, user_id: '400000000000000001' } });

const ids: string[] = [];
const query: { limit: number; cursor?: string } = { limit: 60 };
for (;;) {
  const { data, error } = await client.listTransactions({ path, query });
  if (!data) throw new Error(error.detail);
  ids.push(...data.data.map(({ id }) => id));
  if (data.page.next_cursor === null) break;
  query.cursor = data.page.next_cursor;
}

const problem = (error: Problem | undefined) => error && { status: error.status, code: error.code };
console.log(
  JSON.stringify({
    paid: paid.data?.amount,
    sameTransaction: paid.data?.id === again.data?.id,
    listed: paid.data !== undefined && ids.includes(paid.data.id),
    transactions: ids.length,
    distinct: new Set(ids).size,
    conflict: problem(conflict.error),
    unknown: problem(unknown.error),
  }),
);
`;

/** What the document must keep an integrator from writing. */
const MISTAKES = `
import { client } from './client.ts';

const path = { guild_id: '' };
const headers = { 'Idempotency-Key': '' };
// @ts-expect-error an amount is a number
client.createTransaction({ path, headers, body: { receiver_id: '', amount: '3' } });
// @ts-expect-error somebody receives it
client.createTransaction({ path, headers, body: { amount: 3 } });
// @ts-expect-error a payment names itself
client.createTransaction({ path, body: { receiver_id: '', amount: 3 } });
// @ts-expect-error a limit is a number
client.listTransactions({ path, query: { limit: '60' } });
// @ts-expect-error there is no such figure
client.getBalance({ path: { ...path, user_id: '' } }).then(({ data }) => data?.wealth);
`;

async function run(words: readonly string[]): Promise<string> {
  const child = Bun.spawn([process.execPath, ...words], { stdout: 'pipe', stderr: 'pipe' });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`${words.join(' ')}\n${out}${err}`);
  return out;
}

describe('a client generated from the document that is served', () => {
  let app: TestApp;
  let folder: string;

  beforeAll(async () => {
    app = await startTestApp();
    folder = newFolder();
    await Bun.write(join(folder, 'program.ts'), PROGRAM);
    await Bun.write(join(folder, 'mistakes.ts'), MISTAKES);
    const document = join(folder, 'openapi.json');
    await Bun.write(document, await (await fetch(`${app.url}/api/openapi.json`)).text());
    const style = ['--error-mode', 'result', '--args-style', 'grouped'];
    await run([
      ...GENERATOR,
      document,
      '--output',
      join(folder, 'client.ts'),
      '--config',
      '.ci/redocly.yaml',
      ...style,
    ]);
  });

  afterAll(async () => {
    await app?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  test('compiles strictly, and knows the mistakes that it should keep one from', async () => {
    const project = join(folder, 'tsconfig.json');
    await Bun.write(project, JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] }));
    await run([...COMPILER, project]);
  });

  test('pays once, pages the ledger to its end and is told of refusals', async () => {
    const { guilds } = await app.get<{ guilds: { id: string; members: { user: { id: string } }[] }[] }>('world');
    const guild = guilds[0];
    const key = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
    const program = join(folder, 'program.ts');
    const output = await run([program, app.url, key, guild?.id ?? '', guild?.members[0]?.user.id ?? '']);
    const { transactions, distinct, ...told } = JSON.parse(output);
    expect(told).toEqual({
      paid: 3,
      sameTransaction: true,
      listed: true,
      conflict: { status: 422, code: 'idempotency_conflict' },
      unknown: { status: 404, code: 'no_account' },
    });
    expect(transactions).toBe(distinct);
    expect(transactions).toBeGreaterThan(120);
  });
});
