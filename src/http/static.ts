import { brotliCompressSync, constants } from 'node:zlib';
import { Elysia } from 'elysia';
import type { Asset } from '../../views/layouts/document.tsx';
import type { Assets } from '../platform/assets.ts';

export interface StaticFiles {
  /** The address a file is served at; it changes when any file changes, so that browsers may keep it for ever. */
  readonly asset: Asset;
  readonly plugin: ReturnType<typeof createPlugin>;
}

interface StaticFile {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Brotli, made at the first request that takes it; null where it does not pay. */
  compressed?: Uint8Array<ArrayBuffer> | null;
}

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
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
    if (!type) continue;
    const plain = assets.bytes(`static/${name}`);
    hash.update(name).update(plain);
    files.set(name, { type, plain });
  }
  const version = hash.digest('hex').slice(0, 12);
  return { asset: (path) => `/static/${version}${path}`, plugin: createPlugin(files, version) };
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
  const compressed = /\bbr\b/.test(accepted) ? compress(file) : null;
  if (!compressed) return new Response(file.plain, { headers });
  return new Response(compressed, { headers: { ...headers, 'content-encoding': 'br' } });
}

function compress(file: StaticFile): Uint8Array<ArrayBuffer> | null {
  if (file.compressed === undefined) {
    const small = file.plain.length < 1_000 || file.type.startsWith('font/') || file.type === 'image/png';
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
    file.compressed = small ? null : new Uint8Array(brotliCompressSync(file.plain, options));
  }
  return file.compressed;
}
