import { afterEach, describe, expect, test } from 'bun:test';
import { connect } from 'node:net';
import { type Listener, listen } from '../../src/http/listener.ts';
import { createLog } from '../../src/platform/log.ts';
import { StartFailure } from '../../src/shared/start-failure.ts';

const log = createLog({ level: 'silent', format: 'json' });
const open: Listener[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close(0)));
});

function start(options: Partial<Parameters<typeof listen>[0]> = {}): Listener {
  const listener = listen({ host: '127.0.0.1', port: 0, maxBody: 1024, log, ...options });
  open.push(listener);
  return listener;
}

/** Sends bytes as they are, as no HTTP library would. @returns the status of the answer */
function raw(port: number, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('error', reject);
    socket.once('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1]));
      socket.destroy();
    });
  });
}

describe('every answer', () => {
  test('says to try again until there is somebody to answer', async () => {
    const response = await fetch(start().url);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect((await fetch(`${response.url}healthz`)).status).toBe(200);
  });

  test('carries the security headers and a request id, whatever the status', async () => {
    const listener = start();
    listener.use(({ url }) => new Response('', { status: Number(new URL(url).pathname.slice(1)) }));
    for (const status of [200, 302, 404, 500]) {
      const { headers } = await fetch(`${listener.url}/${status}`, { redirect: 'manual' });
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
    }
  });

  test('echoes a request id that is well formed, and only such', async () => {
    const listener = start();
    listener.use((request) => new Response(request.headers.get('x-request-id')));
    const echoed = async (id: string) => (await fetch(listener.url, { headers: { 'x-request-id': id } })).text();
    expect(await echoed('build-4711-a')).toBe('build-4711-a');
    expect(await echoed('<script>')).not.toBe('<script>');
    expect(await echoed('x'.repeat(65))).not.toBe('x'.repeat(65));
  });

  test('keeps the policy that a route sets for itself', async () => {
    const listener = start();
    listener.use(() => new Response('', { headers: { 'content-security-policy': "default-src 'self'" } }));
    expect((await fetch(listener.url)).headers.get('content-security-policy')).toBe("default-src 'self'");
  });

  test('tells browsers to stay on https where the address is https', async () => {
    const listener = start({ baseUrl: 'https://smarter.example' });
    listener.use(() => new Response(''));
    const { headers } = await fetch(listener.url);
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
  });
});

describe('a request', () => {
  test('for a host that is not ours gets 421 before any route', async () => {
    const listener = start({ baseUrl: 'https://smarter.example' });
    listener.use(() => new Response('ours'));
    const statusFor = (host: string) => raw(listener.port, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(await statusFor('x')).toBe(421);
    expect(await statusFor('evil.example')).toBe(421);
    expect(await statusFor('smarter.example')).toBe(200);
    expect(await statusFor(`localhost:${listener.port}`)).toBe(200);
  });

  test('with a body over the limit gets 413', async () => {
    const listener = start();
    listener.use(async (request) => new Response(String((await request.text()).length)));
    expect((await fetch(listener.url, { method: 'POST', body: 'x'.repeat(1024) })).status).toBe(200);
    expect((await fetch(listener.url, { method: 'POST', body: 'x'.repeat(1025) })).status).toBe(413);
  });
});

describe('the port', () => {
  test('that is taken fails with what to do', () => {
    const { port } = start();
    expect(() => start({ port })).toThrow(StartFailure);
    expect(() => start({ port })).toThrow(`PORT=${port + 1}`);
  });

  test('finishes open requests before it closes', async () => {
    const listener = start();
    const arrived = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    listener.use(async () => {
      arrived.resolve();
      await finish.promise;
      return new Response('finished');
    });
    const answer = fetch(listener.url).then((response) => response.text());
    await arrived.promise;
    const closing = listener.close(5_000);
    expect(listener.draining()).toBe(true);
    finish.resolve();
    expect(await answer).toBe('finished');
    await closing;
    expect(fetch(listener.url)).rejects.toThrow();
  });
});
