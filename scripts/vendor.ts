import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What browsers get from npm packages, by its path below `static/vendor`. */
const FILES: Readonly<Record<string, string>> = {
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'hx-sse.min.js': 'htmx.org/dist/ext/hx-sse.min.js',
  'swagger-ui-bundle.js': 'swagger-ui-dist/swagger-ui-bundle.js',
  'swagger-ui.css': 'swagger-ui-dist/swagger-ui.css',
  'tabler.min.css': '@tabler/core/dist/css/tabler.min.css',
  'tabler.min.js': '@tabler/core/dist/js/tabler.min.js',
};

const root = join(import.meta.dir, '..');

for (const [target, source] of Object.entries(FILES)) {
  const to = join(root, 'static/vendor', target);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(join(root, 'node_modules', source), to);
}
console.log(`Copied ${Object.keys(FILES).length} files into static/vendor.`);
