import { afterEach, describe, expect, test } from 'bun:test';
import { localAddress } from '../../src/cli/health.ts';
import { runCli } from '../harness/cli.ts';

let server: ReturnType<typeof Bun.serve> | null = null;
afterEach(() => server?.stop(true));

function answering(status: number) {
  server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => new Response(new URL(request.url).pathname, { status }),
  });
  return { PORT: String(server.port) };
}

describe('health', () => {
  test.each([
    [200, 0],
    [503, 1],
    [302, 1],
  ])('an answer of %d is exit code %d', async (status, code) => {
    expect(await runCli('health', { environment: answering(status) })).toEqual({ code, out: '/readyz\n', err: '' });
  });

  test('no answer is a sentence', async () => {
    const { code, err } = await runCli('health', { environment: { PORT: '1' } });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'Nothing answers at http://127.0.0.1:1/readyz. Is the server running with this HOST and PORT?\n',
    });
  });

  test.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['10.0.0.5', 'http://10.0.0.5:3000'],
  ])('a server on %s is asked at %s', (host, url) => {
    expect(localAddress({ host, port: 3000 })).toBe(url);
  });
});
