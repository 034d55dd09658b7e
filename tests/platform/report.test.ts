import { afterEach, expect, test } from 'bun:test';
import { createLog } from '../../src/platform/log.ts';
import { createReporter } from '../../src/platform/report.ts';

const open: { stop(now: boolean): unknown }[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.stop(true);
});

function receiver(answer = () => new Response('{}')) {
  const envelopes: { path: string; auth: string | null; body: string }[] = [];
  const server = Bun.serve({
    port: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      envelopes.push({
        path: pathname,
        auth: request.headers.get('x-sentry-auth'),
        body: await request.text(),
      });
      return answer();
    },
  });
  open.push(server);
  return { envelopes, dsn: `http://public@127.0.0.1:${server.port}/sentry/42` };
}

const facts = { release: '1.2.3', environment: 'production', secrets: ['very-secret-token-value'] } as const;

test('an error that is logged arrives with its stack, its causes and what finds it in the log', async () => {
  const { envelopes, dsn } = receiver();
  const reporter = createReporter({ ...facts, dsn });
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    format: 'json',
    stream: { write: (line) => void lines.push(line) },
    onError: reporter.report,
  });
  const id = Bun.randomUUIDv7();
  log.error({ err: new TypeError('broken', { cause: new Error('below') }), req_id: id, task: '/bytes send' }, 'failed');
  await reporter.flush(2_000);
  expect(lines).toHaveLength(1);
  expect(envelopes).toHaveLength(1);
  const [{ path, auth, body } = { path: '', auth: '', body: '' }] = envelopes;
  expect(path).toBe('/sentry/api/42/envelope/');
  expect(auth).toContain('sentry_key=public');
  const [, item, event] = body.split('\n').map((line) => JSON.parse(line));
  expect(item).toEqual({ type: 'event' });
  expect(event).toMatchObject({
    release: '1.2.3',
    tags: { req_id: id, task: '/bytes send' },
    exception: {
      values: [
        { type: 'Error', value: 'below' },
        { type: 'TypeError', value: 'broken' },
      ],
    },
  });
  const { filename } = event.exception.values[1].stacktrace.frames.at(-1);
  expect(filename).toContain('report.test.ts');
  expect(filename).not.toStartWith('/');
});

test('nothing of people leaves the process', async () => {
  const { envelopes, dsn } = receiver();
  const reporter = createReporter({ ...facts, dsn });
  const private_ = {
    id: '300000000000000001',
    quoted: 'I quit on Friday',
    ip: '203.0.113.7',
    ip6: '2001:db8:85a3::8a2e:370:7334',
    mail: 'ada@example.org',
    mention: '@grace',
    path: 'https://discord.com/api/webhooks/300000000000000001/AbCdEf',
    token: 'very-secret-token-value',
  };
  const message = `user ${private_.id} said "${private_.quoted}" from ${private_.ip} ${private_.ip6} ${private_.mail} to ${private_.mention} at ${private_.path} with ${private_.token}`;
  reporter.report(new Error(message), {
    guild_id: '200000000000000001',
    user_id: private_.id,
    username: 'ada',
    req_id: 'sent-by-ada-lovelace',
    content: private_.quoted,
  });
  await reporter.flush(2_000);
  const sent = envelopes[0]?.body ?? '';
  expect(sent).toContain('user [id] said [text] from [ip] [ip] [mail] to [name] at https://discord.com with');
  for (const text of [
    ...Object.values(private_).filter((one) => one !== private_.path),
    '200000000000000001',
    'lovelace',
  ])
    expect(sent).not.toContain(text);
});

test('a storm of one error is one report, and of many errors thirty a minute', async () => {
  const { envelopes, dsn } = receiver();
  const reporter = createReporter({ ...facts, dsn });
  const same = new Error('again');
  for (let count = 0; count < 50; count += 1) reporter.report(same, {});
  for (let count = 0; count < 100; count += 1) {
    const error = new Error(`no ${count}`);
    error.stack = `Error: no\n    at f${count} (src/a.ts:${count}:1)`;
    reporter.report(error, {});
  }
  await reporter.flush(3_000);
  expect(envelopes).toHaveLength(30);
});

test('a receiver that is away or refuses is told once, and hurts nobody', async () => {
  const lost: string[] = [];
  const { dsn, envelopes } = receiver(() => new Response('', { status: 429, headers: { 'retry-after': '60' } }));
  const limited = createReporter({ ...facts, dsn, onLost: (reason) => lost.push(reason) });
  limited.report(new Error('one'), {});
  await limited.flush(2_000);
  limited.report(new RangeError('two'), {});
  await limited.flush(2_000);
  expect(envelopes).toHaveLength(1);
  const away = createReporter({ ...facts, dsn: 'http://k@127.0.0.1:1/1', onLost: (reason) => lost.push(reason) });
  away.report(new Error('three'), {});
  await away.flush(2_000);
  expect(lost).toHaveLength(2);
});
