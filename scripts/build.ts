import { parseArgs } from 'node:util';
import { buildExecutable } from './build/executable.ts';

const HELP = `Usage: bun run build [--entry FILE] [--outfile FILE] [--target TARGET]

Makes one executable with everything inside: the program, its pages, its migrations and the embedded database.

Example: bun run build --target bun-linux-arm64`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h', default: false },
    entry: { type: 'string', default: 'src/main.ts' },
    outfile: { type: 'string', default: 'dist/smarter-dev' },
    target: { type: 'string' },
  },
});

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const { file, megabytes, seconds } = await buildExecutable(values);
console.log(`${file}  ${megabytes.toFixed(1)} MB, built in ${seconds.toFixed(1)} s`);
