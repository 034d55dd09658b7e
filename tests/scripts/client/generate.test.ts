import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateClient } from '../../../scripts/client/generate.ts';
import { isSigned, openReceiver } from '../../features/webhooks/scene.ts';
import { type ApiApp, startApiApp } from '../../harness/api-app.ts';
import { newFolder } from '../../harness/app.ts';
import { until } from '../../harness/until.ts';

setDefaultTimeout(60_000);

const COMPILER_OPTIONS = {
  ...{
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
  },
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noUnusedLocals: true },
  ...{ noImplicitOverride: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true, isolatedModules: true },
  ...{ allowImportingTsExtensions: true, noEmit: true },
};

/** What an integrator writes who knows the client alone. */
const PROGRAM = `
import { createClient, each, etagOf, isProblem } from './client.ts';

declare const process: { argv: string[] };
const [, , url = '', key = '', guild_id = '', receiver_id = '', role_id = '', hook = ''] = process.argv;
const client = createClient({ url, key });
const told: Record<string, unknown> = {};

const me = await client.keys.getMe();
told.scopes = me.scopes.includes('bytes:write');

const { webhook_id, secret } = await client.webhooks
  .createWebhook({
    guild_id,
    body: {
      name: 'Client', url: hook, is_active: true,
      events: ['bytes.moved', 'squad.joined', 'squad.left', 'case.created', 'case.updated', 'automod.acted'],
    },
  })
  .then(({ id, secret }) => ({ webhook_id: id, secret }));

const pay = (amount: number) =>
  client.bytes.createTransaction({ guild_id, body: { receiver_id, amount, reason: 'merged' } }, { idempotencyKey: 'pr-4711' });
const [paid, again] = [await pay(3), await pay(3)];
told.paidOnce = paid.id === again.id && paid.amount === 3;
told.conflict = await pay(4).catch((error) => isProblem(error, 'idempotency_conflict') && error.status);
told.unknown = await client.bytes
  .getBalance({ guild_id, user_id: '400000000000000001' })
  .catch((error) => isProblem(error, 'no_account', 'guild_not_found') && error.code);
told.invalid = await client.bytes
  .createTransaction({ guild_id, body: { receiver_id, amount: -1 } })
  .catch((error) => isProblem(error) && error.errors[0]?.pointer);

const ids = new Set<string>();
let rows = 0;
for await (const { id } of each(client.bytes.listTransactions, { guild_id, limit: 60 })) {
  ids.add(id);
  rows += 1;
}
told.pages = rows > 120 && ids.size === rows && ids.has(paid.id);

const body = {
  name: 'Client makers', role_id, description: '', switch_cost: 5, max_members: null, min_received: null,
  min_account_days: null, required_role_id: null, is_active: true, welcome: '',
};
const squad = await client.squads.createSquad({ guild_id, body });
const where = { guild_id, squad_id: squad.id };
await client.squads.replaceSquad({ ...where, body: { ...body, switch_cost: 7 } }, { ifMatch: etagOf(squad) });
told.overtaken = await client.squads
  .replaceSquad({ ...where, body }, { ifMatch: etagOf(squad) })
  .catch((error) => isProblem(error, 'version_mismatch') && error.status);
await client.squads.placeSquadMember({ ...where, user_id: receiver_id });
told.members = (await client.squads.listSquadMembers(where)).data.map(({ user_id }) => user_id === receiver_id);
await client.squads.deleteSquad({ ...where, force: 'true' });

const opened = await client.moderation.createCase({ guild_id, body: { user_id: receiver_id, action: 'warn', reason: 'Spam', tell: false } });
const at = { guild_id, number: opened.number };
await client.moderation.addCaseNote({ ...at, body: { text: 'Talked to them' } });
const seen = await client.moderation.getCase(at);
const closed = await client.moderation.changeCase({ ...at, body: { resolved: true } }, { ifMatch: etagOf(seen) });
told.case = [opened.outcome, closed.resolved];
told.found = (await client.moderation.listCases({ guild_id, user_id: receiver_id })).data.some(({ number }) => number === at.number);
const { results } = await client.moderation.createCases({ guild_id, body: { user_ids: [receiver_id, '400000000000000001'], action: 'note', reason: 'Both' } });
told.many = results.map(({ status }) => status);

const rule = await client.automod.createAutomodRule({
  guild_id,
  body: {
    name: 'Client files', rule_type: 'file_extension', config: { extensions: ['exe'] },
    actions: [{ kind: 'timeout', seconds: 60 }], mode: 'live',
  },
});
told.rules = (await client.automod.listAutomodRules({ guild_id })).data.some(({ id }) => id === rule.id);
await fetch(url + '/simulator/api/say', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ as: 'priya', channel: 'general', content: 'run it', attachments: [{ filename: 'tool.exe', size: 10 }] }),
});
const [event] = (await client.automod.listAutomodEvents({ guild_id, rule_id: rule.id })).data;
told.event = event && [event.outcome, event.user_id === receiver_id];
const undone = event && (await client.automod.undoAutomodEvent({ guild_id, event_id: event.id }));
told.undone = undone?.id === event?.id;
await client.automod.setAutomodState({ guild_id, body: { halted: true } });
told.halted = (await client.automod.setAutomodState({ guild_id, body: { halted: false } })).halted;
await client.automod.deleteAutomodRule({ guild_id, rule_id: rule.id });
told.gone = await client.automod
  .getAutomodRule({ guild_id, rule_id: rule.id })
  .catch((error) => isProblem(error, 'not_found', 'automod_rule_unknown') && error.status);

const settings = await client.guilds.getGuildSettings({ guild_id });
const saved = await client.guilds.replaceGuildSettings({ guild_id, body: { timezone: 'Asia/Tokyo' } }, { ifMatch: etagOf(settings) });
told.timezone = saved.timezone;
console.log(JSON.stringify({ told, webhook_id, secret }));
`;

/** What the client keeps its user from writing. */
const MISTAKES = `
import { createClient, isProblem } from './client.ts';

const client = createClient({ url: '', key: '' });
const guild_id = '';
// @ts-expect-error an amount is a number
client.bytes.createTransaction({ guild_id, body: { receiver_id: '', amount: '3' } });
// @ts-expect-error somebody receives it
client.bytes.createTransaction({ guild_id, body: { amount: 3 } });
// @ts-expect-error it happens in a guild
client.bytes.createTransaction({ body: { receiver_id: '', amount: 3 } });
// @ts-expect-error what is replaced was seen before
client.guilds.replaceGuildSettings({ guild_id, body: { timezone: '' } });
// @ts-expect-error there is no such query
client.bytes.listTransactions({ guild_id, page: 2 });
// @ts-expect-error there is no such figure
client.bytes.getBalance({ guild_id, user_id: '' }).then(({ wealth }) => wealth);
// @ts-expect-error there is no such code
isProblem(null, 'insufficient_luck');
`;

let api: ApiApp;
let folder: string;

beforeAll(async () => {
  api = await startApiApp();
  folder = newFolder();
  const served = await fetch(`${api.app.url}/api/client.ts`);
  expect(served.headers.get('content-type')).toBe('text/typescript; charset=utf-8');
  await Bun.write(join(folder, 'client.ts'), await served.text());
  await Bun.write(join(folder, 'program.ts'), PROGRAM);
  await Bun.write(join(folder, 'mistakes.ts'), MISTAKES);
});
afterAll(async () => {
  await api?.app.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function run(command: readonly string[]): Promise<string> {
  const child = Bun.spawn([...command], { stdout: 'pipe', stderr: 'pipe' });
  const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  if ((await child.exited) !== 0) throw new Error(`${command.join(' ')}\n${out}${err}`);
  return out;
}

test('what is served is made from the document that is served', async () => {
  const document = await (await fetch(`${api.app.url}/api/openapi.json`)).json();
  const runtime = await Bun.file('scripts/client/runtime.ts').text();
  expect(await Bun.file(join(folder, 'client.ts')).text()).toBe(generateClient(document, runtime));
});

test('it compiles strictly, and knows the mistakes that it should keep one from', async () => {
  const project = join(folder, 'tsconfig.json');
  await Bun.write(project, JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] }));
  await run([process.execPath, 'node_modules/typescript-native/bin/tsc', '--project', project]);
});

test('bytes, squads, moderation, auto-moderation, webhooks and settings by the client alone', async () => {
  const { guilds } = await api.app.get<{
    guilds: { members: { user: { id: string; username: string } }[]; roles: { id: string; name: string }[] }[];
  }>('world');
  const id = guilds[0]?.members.find(({ user }) => user.username === 'priya')?.user.id ?? '';
  const role = guilds[0]?.roles.find(({ name }) => name === 'Veteran')?.id ?? '';
  const receiver = openReceiver();
  receiver.status = 500;
  const words = [join(folder, 'program.ts'), api.app.url, api.key, api.guildId, id, role, receiver.url];
  const { told, webhook_id, secret } = JSON.parse(await run([process.execPath, ...words]));
  expect(told).toEqual({
    ...{ scopes: true, paidOnce: true, conflict: 422, unknown: 'no_account', invalid: '#/amount' },
    ...{ pages: true, overtaken: 412, members: [true], timezone: 'Asia/Tokyo' },
    ...{ case: ['applied', true], found: true, many: ['done', 'refused'] },
    ...{ rules: true, event: ['fired', true], undone: true, halted: false, gone: 404 },
  });

  await until(() => receiver.received[0]);
  receiver.status = 204;
  const all = ['bytes.moved', 'squad.joined', 'case.created', 'case.updated', 'squad.left', 'automod.acted'];
  const types = () => new Set(receiver.received.map(({ payload }) => payload.type));
  await until(async () => {
    await api.app.advance('20s');
    return all.every((type) => types().has(type as never)) || undefined;
  }, 30_000);
  const { received } = receiver;
  expect(received.every((one) => isSigned(one, secret))).toBe(true);
  // What failed came again before anything else, and as the same event.
  expect(received[1]?.payload).toEqual(received[0]?.payload as never);
  const ids = [...new Set(received.map(({ payload }) => payload.id))];
  expect(ids.length).toBe(received.filter(({ payload }) => payload.id !== ids[0]).length + 1);
  const log = (await api.ask('GET', `/guilds/${api.guildId}/webhooks/${webhook_id}/deliveries?limit=100`)).json.data;
  expect(
    log
      .toReversed()
      .map((one: { event_id: string }) => one.event_id)
      .slice(0, ids.length),
  ).toEqual(ids);
  await receiver.close();
});

test('a document without answers, and one of every kind of type', () => {
  const schema = {
    type: 'object',
    required: ['one'],
    properties: {
      one: { const: 1 },
      some: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      any: {},
      named: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  };
  const operation = {
    operationId: 'putThing',
    summary: 'Put a thing',
    requestBody: { content: { 'application/json': { schema } } },
    responses: { 204: { description: 'Done.' }, 409: { description: '`thing_taken`' } },
  };
  const runtime = '/** Codes. */\nexport type ProblemCode = string;\n';
  const source = generateClient({ paths: { '/api/things': { put: operation } } }, runtime);
  expect(source).toContain("  | 'thing_taken';");
  expect(source).toContain('one: 1;\n    some?: Array<string | null> | undefined;\n    any?: unknown | undefined;');
  expect(source).toContain('named?: Record<string, number> | undefined;');
  expect(source).toContain('things: {\n');
  expect(source).toContain('Promise<void>');
});
