import { expect, test } from 'bun:test';
import { compressed } from '../../src/http/compress.ts';

const LONG = '<p>a long page</p>'.repeat(200);

const ask = (encodings: string | null, body: string, type = 'text/html; charset=utf-8') =>
  compressed(
    new Request('http://localhost/', encodings === null ? {} : { headers: { 'accept-encoding': encodings } }),
    new Response(body, { status: 422, headers: { 'content-type': type, 'set-cookie': 'a=b' } }),
  );

test('a long page goes out in gzip, with its status and headers', async () => {
  const response = await ask('gzip, deflate, br', LONG);
  expect(response.status).toBe(422);
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(response.headers.get('vary')).toBe('accept-encoding');
  expect(response.headers.getSetCookie()).toEqual(['a=b']);
  expect(new TextDecoder().decode(Bun.gunzipSync(await response.bytes()))).toBe(LONG);
});

test.each<[string | null, string, string?]>([
  [null, LONG],
  ['br', LONG],
  ['br, gzip;q=0', LONG],
  ['gzip;q=0, br', LONG],
  ['gzip', '<p>short</p>'],
  ['gzip', '{"long":"json"}'.repeat(200), 'application/json'],
  ['gzip', 'data: x\n\n'.repeat(200), 'text/event-stream'],
])('asked with %p it stays as it is', async (encodings, body, type) => {
  const response = await ask(encodings, body, type);
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(await response.text()).toBe(body);
});
