import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FrontDoor, freePort, startNginx } from '../harness/nginx.ts';
import { until } from '../harness/until.ts';

setDefaultTimeout(30_000);

const nginx = Bun.which('nginx') ?? (existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : null);
const openssl = Bun.which('openssl');
const reason = nginx && openssl ? '' : ' (nginx or openssl is not installed)';

describe.skipIf(reason !== '')(`nginx in front${reason}`, () => {
  let proxy: FrontDoor;
  let upstream: ReturnType<typeof Bun.serve>;
  const seen: Headers[] = [];

  beforeAll(async () => {
    upstream = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      idleTimeout: 60,
      fetch(request) {
        seen.push(new Headers(request.headers));
        if (!request.url.endsWith('/live')) return new Response('ours', { headers: { 'x-frame-options': 'DENY' } });
        return new Response(
          new ReadableStream({
            async start(stream) {
              stream.enqueue('data: first\n\n');
              await Bun.sleep(3_000);
              stream.close();
            },
          }),
          { headers: { 'content-type': 'text/event-stream' } },
        );
      },
    });
    proxy = await startNginx(`127.0.0.1:${upstream.port}`);
  });

  afterAll(async () => {
    await proxy?.stop();
    await upstream?.stop(true);
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${proxy.url}${path}`, { redirect: 'manual', ...init, tls: { rejectUnauthorized: false } });

  test('passes pages on, under the name that people use, and says who asks', async () => {
    const response = await ask('/admin', {
      headers: { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' },
    });
    expect(await response.text()).toBe('ours');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('server')).toBe('nginx');
    const headers = seen.at(-1) as Headers;
    expect(headers.get('x-forwarded-for')).toBe('127.0.0.1');
    expect(headers.get('x-request-id')).toMatch(/^[\da-f]{32}$/);
    expect(headers.has('forwarded')).toBe(false);
  });

  test('sends everyone to https', async () => {
    const response = await fetch(`${proxy.plainUrl}/admin?x=1`, { redirect: 'manual' });
    expect(response.status).toBe(308);
    expect(response.headers.get('location')).toBe('https://127.0.0.1/admin?x=1');
  });

  test.each(['/metrics', '/readyz', '/healthz', '/simulator', '/simulator/api/world'])(
    'keeps %s inside',
    async (path) => {
      const before = seen.length;
      expect((await ask(path)).status).toBe(404);
      expect(seen).toHaveLength(before);
    },
  );

  test('hands an event on at once', async () => {
    const startedAt = performance.now();
    const response = await ask('/admin/live');
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe('data: first\n\n');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('refuses what is too long', async () => {
    expect((await ask('/admin', { method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(413);
  });

  test('limits one address', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, () => ask('/').catch(() => null)));
    expect(answers.some((answer) => answer?.status === 429)).toBe(true);
  });

  test('writes one JSON line a request, without what came after the question mark', async () => {
    await Bun.sleep(1_500);
    await ask('/auth/callback?code=secret');
    const line = await until(() =>
      readFileSync(proxy.logFile, 'utf8')
        .split('\n')
        .findLast((one) => one.includes('/auth/callback')),
    );
    expect(line).not.toContain('secret');
    expect(JSON.parse(line)).toMatchObject({ path: '/auth/callback', status: 200 });
  });

  test('says that the product is restarting while it is', async () => {
    const port = await freePort();
    const lonely = await startNginx(`127.0.0.1:${port}`);
    try {
      const response = await fetch(`${lonely.url}/`, { tls: { rejectUnauthorized: false } });
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await response.text()).toContain('restarting');
    } finally {
      await lonely.stop();
    }
  });
});

const logrotate = Bun.which('logrotate') ?? (existsSync('/usr/sbin/logrotate') ? '/usr/sbin/logrotate' : null);

test.skipIf(!logrotate)('logrotate turns the logs and keeps what was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smarter-dev-logs-'));
  try {
    mkdirSync(join(folder, 'logs'), { mode: 0o755 });
    writeFileSync(join(folder, 'logs/web.log'), 'a line\n');
    const text = readFileSync('deploy/logrotate/smarter-dev', 'utf8')
      .replace('/var/log/smarter-dev', join(folder, 'logs'))
      .replace('smarter-dev adm', `${process.getuid?.()} ${process.getgid?.()}`)
      .replaceAll('/run/supervisord.pid', join(folder, 'none.pid'));
    writeFileSync(join(folder, 'conf'), text, { mode: 0o644 });
    const { exitCode, stderr } = Bun.spawnSync([
      ...[logrotate ?? '', '--force', '--state', join(folder, 'state'), join(folder, 'conf')],
    ]);
    expect(`${exitCode} ${stderr}`).toBe('0 ');
    expect(readFileSync(join(folder, 'logs/web.log.1'), 'utf8')).toBe('a line\n');
    expect(readFileSync(join(folder, 'logs/web.log'), 'utf8')).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
