import { parseArgs } from 'node:util';
import { runChecks } from './check/run.ts';

const HELP = `Usage: bun run check [NAME]...

Runs every check of the house, or those that are named, and exits with 1 if one fails.

Example: bun run check types "dead code"`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h', default: false } },
  allowPositionals: true,
});

if (values.help) {
  console.log(HELP);
  process.exit(0);
}

try {
  const { failed } = await runChecks(positionals);
  process.exit(failed.length > 0 ? 1 : 0);
} catch (problem) {
  if (!(problem instanceof RangeError)) throw problem;
  console.error(problem.message);
  process.exit(2);
}
