import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Elysia } from 'elysia';
import type { Asset, Inlined, InlineStyle } from '../../views/layouts/document.tsx';
import type { Assets } from '../platform/assets.ts';

export interface StaticFiles {
  /** The address a file is served at; it changes when any file changes, so that browsers may keep it for ever. */
  readonly asset: Asset;
  /** A stylesheet to stand in a page itself, which spares a first visit the wait for it. */
  readonly inlined: Inlined;
  readonly plugin: ReturnType<typeof createPlugin>;
}

interface StaticFile {
  readonly type: string;
  plain(): Uint8Array<ArrayBuffer>;
  /** Whether it gets smaller by compressing. */
  readonly shrinks: boolean;
  /** Made at the first request that takes it, unless the build made it. */
  readonly compressed: Map<Encoding, Uint8Array<ArrayBuffer>>;
}

/** What we compress with, the best first. */
const ENCODINGS = ['br', 'zstd', 'gzip'] as const;
type Encoding = (typeof ENCODINGS)[number];

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Serves `static/` from the program itself. The version stands in the path, so relative imports of modules keep it. */
export function createStaticFiles(assets: Assets): StaticFiles {
  const files = new Map<string, StaticFile>();
  const hash = new Bun.CryptoHasher('sha256');
  for (const name of assets.list('static')) {
    const type = staticType(name);
    if (!type) continue;
    const path = `static/${name}`;
    const brotli = assets.brotli(path);
    const stored = brotli ?? assets.bytes(path);
    hash.update(name).update(stored);
    files.set(name, {
      type,
      // Hardly anybody takes no Brotli, so nothing is kept for them.
      plain: () => (brotli ? assets.bytes(path) : stored),
      shrinks: brotli !== null || pays(type, stored),
      compressed: new Map(brotli ? [['br', brotli]] : []),
    });
  }
  const version = hash.digest('hex').slice(0, 12);
  const asset = (path: string) => `/static/${version}${path}`;
  return {
    asset,
    inlined: (path) => inlineStyle(assets.text(`static${path}`), asset),
    plugin: createPlugin(files, version),
  };
}

function inlineStyle(text: string, asset: Asset): InlineStyle {
  const css = text.replace(/url\("?\.\.(\/[^")]+)"?\)/g, (_, path: string) => `url(${asset(path)})`);
  return { css, source: `'sha256-${new Bun.CryptoHasher('sha256').update(css).digest('base64')}'` };
}

function createPlugin(files: ReadonlyMap<string, StaticFile>, version: string) {
  return new Elysia({ name: 'static' }).get(
    '/static/:version/*',
    ({ params, request, status }) => {
      const file = files.get(params['*']);
      if (!file) return status(404);
      const caching = params.version === version ? FOR_EVER : 'no-cache';
      return send(file, caching, request.headers.get('accept-encoding') ?? '');
    },
    { detail: { hide: true } },
  );
}

function send(file: StaticFile, caching: string, accepted: string): Response {
  const headers = { 'content-type': file.type, 'cache-control': caching, vary: 'accept-encoding' };
  const encoding = file.shrinks ? chosen(accepted) : undefined;
  if (!encoding) return new Response(file.plain(), { headers });
  return new Response(compressed(file, encoding), { headers: { ...headers, 'content-encoding': encoding } });
}

/** Whether a file gets smaller by compressing; fonts and pictures are compressed already. */
export function pays(type: string, plain: Uint8Array): boolean {
  return plain.length >= 1_000 && /^(?:text|application)\/|svg/.test(type);
}

function chosen(accepted: string): Encoding | undefined {
  const wanted = accepted.split(',').map((each) => each.trim().toLowerCase());
  return ENCODINGS.find((encoding) =>
    wanted.some((each) => new RegExp(`^${encoding}(?:;q=(?!0(?:\\.0*)?$).*)?$`).test(each)),
  );
}

function compressed(file: StaticFile, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const known = file.compressed.get(encoding);
  if (known) return known;
  const made = new Uint8Array(compress(file.plain(), encoding));
  file.compressed.set(encoding, made);
  return made;
}

/** Beyond this many bytes the best Brotli takes longer than anybody waits. */
const LARGE = 200_000;

function compress(plain: Uint8Array<ArrayBuffer>, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case 'br':
      return brotli(plain, plain.length > LARGE ? 6 : 11);
    case 'zstd':
      return Bun.zstdCompressSync(plain, { level: 12 });
    case 'gzip':
      return gzipSync(plain, { level: 9 });
  }
}

/** @param quality 0 to 11 */
export function brotli(plain: Uint8Array<ArrayBuffer>, quality: number): Uint8Array {
  return brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
}

/** The media type of a static file; undefined when it is not served. */
export function staticType(name: string): string | undefined {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)];
}
