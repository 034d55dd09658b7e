import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiApp, startApiApp } from '../harness/api-app.ts';
import { newFolder } from '../harness/app.ts';

setDefaultTimeout(60_000);

/** Stands in the guide for the reader's own. */
const INSTANCE = 'https://bot.example.com';
const [GUILD, PRIYA] = ['290926798626357250', '80351110224678912'];

const hasShell = Bun.which('bash') !== null && Bun.which('curl') !== null && Bun.which('jq') !== null;

let api: ApiApp;
let folder: string;
let receiver: string;

beforeAll(async () => {
  api = await startApiApp();
  folder = newFolder();
  receiver = (await api.ask('GET', '/users?q=priya')).json.data[0].user_id;
});
afterAll(async () => {
  await api?.app.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** The guide's blocks of a language, about this instance. */
async function blocks(language: string): Promise<string[]> {
  const guide = await Bun.file('docs/API.md').text();
  const found = [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))];
  return found.map(([, block = '']) =>
    block.replaceAll(INSTANCE, api.app.url).replaceAll(GUILD, api.guildId).replaceAll(PRIYA, receiver),
  );
}

async function run(command: readonly string[], env: Record<string, string> = {}) {
  const child = Bun.spawn([...command], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { code: await child.exited, out, err };
}

test.skipIf(!hasShell)('every curl of the guide works as it stands there, one after the other', async () => {
  const commands = (await blocks('sh')).filter((block) => block.includes('curl '));
  expect(commands.length).toBeGreaterThan(5);
  const strict = 'set -e -o pipefail\ncurl() { command curl -f -sS "$@"; }\n';
  const script = strict + commands.join('\n').replace(/^export KEY=.*$/gm, '');
  await Bun.write(join(folder, 'guide.sh'), script);
  const { code, out, err } = await run(['bash', 'guide.sh'], { KEY: api.key });
  expect([code, err, code === 0 ? '' : out]).toEqual([0, '', '']);
});

test('the program of the guide compiles strictly and runs', async () => {
  await Bun.write(join(folder, 'smarter-dev.ts'), await (await fetch(`${api.app.url}/api/client.ts`)).text());
  const [program = ''] = (await blocks('ts')).filter((block) => block.includes('createClient'));
  const env = 'declare const process: { env: Record<string, string | undefined> };\n';
  await Bun.write(join(folder, 'program.ts'), env + program);
  const compilerOptions = {
    ...{ target: 'ES2022', module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2022', 'DOM', 'DOM.Iterable'] },
    ...{ types: [], strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
    ...{ allowImportingTsExtensions: true, noEmit: true },
  };
  await Bun.write(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  const compiler = join(process.cwd(), 'node_modules/typescript-native/bin/tsc');
  expect(await run([process.execPath, compiler, '--project', 'tsconfig.json'])).toMatchObject({ code: 0, out: '' });
  const ran = await run([process.execPath, 'program.ts'], { SMARTER_DEV_KEY: api.key });
  expect(ran).toMatchObject({ code: 0, err: '', out: expect.stringContaining('50 Merged #4711') });
  const config = (await api.ask('GET', `/guilds/${api.guildId}/bytes/config`)).json;
  expect(config.daily_amount).toBe(25);
});
