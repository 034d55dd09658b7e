import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiApp, startApiApp } from '../harness/api-app.ts';
import { newFolder } from '../harness/app.ts';

setDefaultTimeout(60_000);

const EXAMPLES = 'docs/examples';

interface Workflow {
  readonly on: { readonly pull_request_target: { readonly types: readonly string[] } };
  readonly jobs: {
    readonly pay: {
      readonly if: string;
      readonly steps: readonly { readonly env?: Record<string, string>; readonly run?: string }[];
    };
  };
}

let api: ApiApp;
let folder: string;
let receiver: string;
let key: string;
let workflow: Workflow;

beforeAll(async () => {
  api = await startApiApp();
  const { guilds } = await api.app.get<{ guilds: { members: { user: { id: string; username: string } }[] }[] }>(
    'world',
  );
  receiver = guilds[0]?.members.find(({ user }) => user.username === 'priya')?.user.id ?? '';
  key = (await api.issue({ name: 'ci', scopes: ['bytes:write'], guild_ids: [api.guildId] })).key;
  workflow = Bun.YAML.parse(await Bun.file(join(EXAMPLES, 'bytes-for-merges.yml')).text()) as Workflow;
  folder = newFolder();
  copyFileSync(join(EXAMPLES, 'bytes-for-merges.ts'), join(folder, 'bytes-for-merges.ts'));
  await Bun.write(join(folder, 'client.ts'), await (await fetch(`${api.app.url}/api/client.ts`)).text());
});
afterAll(async () => {
  await api?.app.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Runs the job's last step with what the workflow gives it, as far as it comes from the event. */
async function runJob(event: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const names = Object.keys(workflow.jobs.pay.steps.at(-1)?.env ?? {});
  const given: Record<string, string> = {
    ...{ SMARTER_DEV_URL: api.app.url, SMARTER_DEV_KEY: key, GUILD_ID: api.guildId, AMOUNT: '50' },
    ...{ DISCORD_IDS: JSON.stringify({ octocat: receiver, ghost: '400000000000000001' }), AUTHOR: 'octocat' },
    ...{ REPOSITORY_ID: '1296269', PULL_NUMBER: '4711', ...event },
  };
  const env = Object.fromEntries(names.map((name) => [name, given[name] ?? '']));
  const program = join(folder, 'bytes-for-merges.ts');
  const child = Bun.spawn([process.execPath, program], { env, stdout: 'pipe', stderr: 'pipe' });
  const [out, err] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { code: await child.exited, said: out + err };
}

const payments = async () => {
  const list = `/guilds/${api.guildId}/bytes/transactions?user_id=${receiver}&limit=100`;
  const { data } = (await api.ask('GET', list)).json as { data: { amount: number; reason: string | null }[] };
  return data.filter(({ reason }) => reason === 'Merged #4711');
};

test('the job that is run again, and twice at once, pays once', async () => {
  const [first, second] = [await runJob(), await runJob()];
  expect([first.code, second.code, first.said === second.said]).toEqual([0, 0, true]);
  expect(first.said).toStartWith('Paid 50 bytes to octocat');
  expect(await payments()).toMatchObject([{ amount: 50 }]);
  const both = await Promise.all([runJob({ PULL_NUMBER: '4712' }), runJob({ PULL_NUMBER: '4712' })]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both[0]?.said).toBe(both[1]?.said ?? '');
});

test('who has no Discord id, or is no member, is told and breaks nothing; a wrong key does', async () => {
  expect(await runJob({ AUTHOR: 'stranger' })).toMatchObject({
    code: 0,
    said: expect.stringContaining('no Discord id'),
  });
  const ghost = await runJob({ AUTHOR: 'ghost', PULL_NUMBER: '4713' });
  expect(ghost).toMatchObject({ code: 0, said: expect.stringContaining('Nothing was paid') });
  const wrong = await runJob({ SMARTER_DEV_KEY: 'sd_wrong', PULL_NUMBER: '4714' });
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('api_key_invalid')]);
});

test('the workflow runs on merges alone and fetches the client first', () => {
  const { on, jobs } = workflow;
  expect(on.pull_request_target.types).toEqual(['closed']);
  expect(jobs.pay.if).toContain('merged');
  const commands = jobs.pay.steps.flatMap(({ run }) => run ?? []);
  expect(commands).toMatchObject([expect.stringContaining('/api/client.ts'), 'node .github/bytes-for-merges.ts']);
});
