import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotli, pays, staticType } from '../../src/http/static.ts';
import { type Assets, BROTLI, createAssets, ZSTD } from '../../src/platform/assets.ts';
import { preparedTemplate } from '../../src/platform/db/embedded/open.ts';
import { TEMPLATE } from '../../src/platform/db/embedded/template.ts';
import { listMigrations } from '../../src/platform/db/migrations/files.ts';
import { migrate } from '../../src/platform/db/migrations/migrate.ts';
import { createLog } from '../../src/platform/log.ts';

const PACKED = 'node_modules/.cache/smarter-dev';
const ENGINE = ['pglite/pglite.wasm', 'pglite/initdb.wasm', 'pglite/pglite.data'];

/** Gathers what the executable carries below `folder`, in the layout that `createAssets` reads; answers with the folders. */
export async function gatherAssets(folder: string): Promise<string[]> {
  const assets = createAssets();
  rmSync(folder, { recursive: true, force: true });
  for (const { name } of listMigrations(assets))
    copy(assets.path(`drizzle/${name}.sql`), join(folder, `drizzle/${name}.sql`));
  for (const name of assets.list('static'))
    carry(join(folder, 'static', name), await smallest(assets, `static/${name}`));
  for (const name of ENGINE) write(join(folder, `${name}${ZSTD}`), packed(assets.bytes(name)));
  // With the migrations in it, which would take a new folder a second.
  const template = await preparedTemplate(assets, (db) =>
    migrate(db, assets, createLog({ level: 'warn', format: 'json' })),
  );
  write(join(folder, `${TEMPLATE}${ZSTD}`), packed(template));
  return ['drizzle', 'pglite', 'static'].map((name) => join(folder, name));
}

/** Our own styles and scripts without what only readers of the source need; others come that way. */
async function smallest(assets: Assets, name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (name.startsWith('static/css/')) return new TextEncoder().encode(shortStyle(assets.text(name)));
  if (!name.startsWith('static/js/')) return assets.bytes(name);
  const { outputs } = await Bun.build({ entrypoints: [assets.path(name)], minify: true, external: ['*'] });
  const [output] = outputs;
  if (!output) throw new Error(`${name} cannot be made smaller`);
  return new Uint8Array(await output.arrayBuffer());
}

/** Without comments and line breaks. Bun's own way would also rewrite what older browsers lack. */
function shortStyle(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .trim();
}

/** Compressed as browsers take it, where that makes it smaller. */
function carry(file: string, plain: Uint8Array<ArrayBuffer>): void {
  if (pays(staticType(file) ?? '', plain))
    write(
      `${file}${BROTLI}`,
      kept('br', plain, () => brotli(plain, 11)),
    );
  else write(file, plain);
}

/** Unpacking takes no longer than with lower levels; higher ones take minutes here for next to nothing. */
function packed(plain: Uint8Array<ArrayBuffer>): Uint8Array {
  return kept('zst', plain, () => Bun.zstdCompressSync(plain, { level: 19 }));
}

/** Packing takes most of a build, and what is packed seldom changes. */
function kept(way: string, plain: Uint8Array, pack: () => Uint8Array): Uint8Array {
  const file = join(PACKED, `${new Bun.CryptoHasher('sha256').update(plain).digest('hex')}.${way}`);
  if (existsSync(file)) return readFileSync(file);
  const small = pack();
  const partial = `${file}.${process.pid}`;
  write(partial, small);
  renameSync(partial, file);
  return small;
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function write(to: string, data: Uint8Array): void {
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, data);
}
