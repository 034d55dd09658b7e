import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Glob } from 'bun';
import subsetFont from 'subset-font';
import { iconModule, unusedIcons } from './vendor/icons.ts';
import { pictures } from './vendor/pictures.ts';
import { storyModule } from './vendor/story.ts';
import { trimmedTabler } from './vendor/trim.ts';

/** Files that browsers get from npm packages as they are. */
const COPIED: Readonly<Record<string, string>> = {
  'static/fonts/inter.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'static/vendor/htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'static/vendor/hx-sse.min.js': 'htmx.org/dist/ext/hx-sse.min.js',
};

/** The public pages begin with these: no more weights and characters than their own text has, no ligatures. */
const TEXT_FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
const CODE_FONT = '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2';
const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
const TYPOGRAPHIC = '’‘“”–—…·×→−';

/** What may name a class of Tabler's or an icon. */
const MARKUP = ['views/**/*.tsx', 'src/**/*.tsx', 'static/js/**/*.js', 'src/simulator/page/*.ts'];
const OUR_STYLES = ['static/css/*.css'];

const root = join(import.meta.dir, '..');
const packaged = (path: string) => readFileSync(join(root, 'node_modules', path));

/** Everything this script writes, by path. */
async function files(): Promise<Record<string, Buffer | string>> {
  const markup = textOf(MARKUP);
  const tabler = packaged('@tabler/core/dist/css/tabler.min.css').toString();
  return {
    ...Object.fromEntries(Object.entries(COPIED).map(([to, from]) => [to, packaged(from)])),
    'static/vendor/tabler.min.css': await trimmedTabler(tabler, `${markup}\n${textOf(OUR_STYLES)}`),
    'views/layouts/icon-shapes.ts': iconModule(root),
    'views/site/story.ts': await storyModule(),
    'static/fonts/code.woff2': await subset(CODE_FONT, ASCII, 450),
    'static/fonts/site.woff2': await subset(TEXT_FONT, ASCII + TYPOGRAPHIC, { min: 400, max: 750 }),
    ...(await pictures(root)),
  };
}

function subset(font: string, characters: string, wght: number | { min: number; max: number }): Promise<Buffer> {
  const options = { targetFormat: 'woff2', variationAxes: { wght }, noLayoutClosure: true } as const;
  return subsetFont(packaged(font), characters, options);
}

function textOf(globs: readonly string[]): string {
  const paths = globs.flatMap((glob) => [...new Glob(glob).scanSync({ cwd: root })]);
  return paths.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
}

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, content] of Object.entries(await files())) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
const unused = unusedIcons(textOf(MARKUP));
if (unused.length > 0)
  console.log(`No page draws these icons: ${unused.join(', ')}. Take them off scripts/vendor/icons.ts.`);
if (check && stale.length > 0) console.log(`Stale: ${stale.join(', ')}. Run: bun run vendor`);
if (unused.length > 0 || (check && stale.length > 0)) process.exit(1);
console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}` : 'Everything vendored is fresh.');
