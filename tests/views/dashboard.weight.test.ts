import { expect, test } from 'bun:test';
import { createStaticFiles } from '../../src/http/static.ts';
import { createAssets } from '../../src/platform/assets.ts';
import { PAGES } from './sample/pages.tsx';

const LIMIT = 130_000;
const FONTS = ['/static/test/fonts/inter.woff2'];

/** Bytes on the wire of a file of a page. */
async function weight(path: string): Promise<number> {
  const { asset, plugin } = createStaticFiles(createAssets());
  const address = `http://localhost${asset(path.slice('/static/test'.length))}`;
  const response = await plugin.handle(new Request(address, { headers: { 'accept-encoding': 'br' } }));
  expect(`${path} ${response.status}`).toBe(`${path} 200`);
  return (await response.arrayBuffer()).byteLength;
}

/** Modules that a module imports, and theirs. */
function modulesOf(path: string): string[] {
  const source = createAssets().text(path.replace('/static/test', 'static'));
  const imported = [...source.matchAll(/from '\.\/([\w-]+\.js)'/g)].map(([, name]) =>
    path.replace(/[^/]+$/, name ?? ''),
  );
  return [...imported, ...imported.flatMap(modulesOf)];
}

test('the overview, with everything it loads, stays within its weight', async () => {
  const html = (await PAGES.overview?.()) ?? '';
  const named = [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const modules = named.filter((path) => path.endsWith('/main.js')).flatMap(modulesOf);
  const files = new Set([...named, ...modules, ...FONTS]);
  const weights = await Promise.all([...files].map(weight));
  const total = weights.reduce((sum, each) => sum + each, Buffer.byteLength(html));
  expect(total).toBeLessThan(LIMIT);
});
