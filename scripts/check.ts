import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Check, checks } from './check/list.ts';
import { type Finished, inParallel, run } from './processes.ts';

/** Checks that run at the same time; each is mostly one thread. */
const WIDTH = 2;

const HELP = `Usage: bun run check [--only NAME]...

Runs every check of the house and exits with 1 if one fails. --only runs those that are named.`;

function chosen(all: Check[], only: string[]): Check[] {
  const unknown = only.filter((name) => !all.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no check named ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`,
    );
    process.exit(2);
  }
  return only.length === 0 ? all : all.filter(({ name }) => only.includes(name));
}

function report(check: Check, { code, output, seconds }: Finished): boolean {
  const passed = code === 0;
  console.log(`${passed ? '✓' : '✗'} ${check.name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s   ${check.guards}`);
  if (!passed) console.log(`\n${output.trimEnd()}\n`);
  return passed;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true, default: [] }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const start = performance.now();
  const failed: string[] = [];
  const list = chosen(checks(existsSync), values.only);
  await inParallel(WIDTH, list, async (check) => {
    if (!report(check, await run(check.command))) failed.push(check.name);
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${list.length - failed.length} of ${list.length} checks passed in ${seconds} s`);
  if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}

process.exit(await main());
