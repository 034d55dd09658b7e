import { describe, expect, test } from 'bun:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createStaticFiles } from '../../src/http/static.ts';
import { createAssets } from '../../src/platform/assets.ts';

const { asset, plugin } = createStaticFiles(createAssets());
const STYLE = '/css/look.css';
const plain = createAssets().text(`static${STYLE}`);

function ask(path: string, accepted?: string): Promise<Response> {
  const headers: HeadersInit = accepted === undefined ? {} : { 'accept-encoding': accepted };
  return plugin.handle(new Request(`http://localhost${path}`, { headers }));
}

describe('static files', () => {
  test('are kept for ever at the address that pages name', async () => {
    const response = await ask(asset(STYLE));
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await response.text()).toBe(plain);
  });

  test('are asked for again at an address of another version', async () => {
    const response = await ask(`/static/000000000000${STYLE}`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect((await ask('/static/000000000000/css/none.css')).status).toBe(404);
  });

  test.each([
    ['br', 'gzip, deflate, br, zstd', (data: Uint8Array) => brotliDecompressSync(data)],
    ['zstd', 'gzip, zstd', (data: Uint8Array) => Bun.zstdDecompressSync(data)],
    ['gzip', 'gzip;q=0.8, br;q=0', (data: Uint8Array) => gunzipSync(data)],
  ] as const)('come as %s to those who accept «%s»', async (encoding, accepted, decompress) => {
    const response = await ask(asset(STYLE), accepted);
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const data = new Uint8Array(await response.arrayBuffer());
    expect(data.length).toBeLessThan(plain.length / 2);
    expect(decompress(data).toString()).toBe(plain);
  });

  test('come as they are when nothing is accepted or nothing is gained', async () => {
    for (const accepted of ['', 'identity', 'br;q=0', 'brotli']) {
      expect((await ask(asset(STYLE), accepted)).headers.get('content-encoding')).toBeNull();
    }
    expect((await ask(asset('/fonts/inter.woff2'), 'br')).headers.get('content-encoding')).toBeNull();
  });
});
