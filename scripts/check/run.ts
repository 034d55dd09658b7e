import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { inParallel, run } from '../processes.ts';
import { type Check, checks } from './list.ts';

/** Checks that run at the same time; each is mostly one thread. */
const WIDTH = 2;

export interface CheckTotals {
  readonly passed: number;
  /** Names of those that failed. */
  readonly failed: readonly string[];
}

/**
 * Runs the named checks, or all when none is named; prints a line for each and the output of those that fail.
 *
 * @throws RangeError when a name is not in the list
 */
export async function runChecks(only: readonly string[] = []): Promise<CheckTotals> {
  const start = performance.now();
  const list = chosen(checks(existsSync), only);
  const failed: string[] = [];
  await inParallel(WIDTH, list, async (check) => {
    if (!(await passes(check))) failed.push(check.name);
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`\n${list.length - failed.length} of ${list.length} checks passed in ${seconds.toFixed(1)} s`);
  if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
  return { passed: list.length - failed.length, failed };
}

function chosen(all: readonly Check[], only: readonly string[]): readonly Check[] {
  const unknown = only.filter((name) => !all.some((check) => check.name === name));
  if (unknown.length > 0) {
    const names = all.map(({ name }) => `«${name}»`).join(', ');
    throw new RangeError(`there is no check named «${unknown.join('», «')}»; there are ${names}`);
  }
  return only.length === 0 ? all : all.filter(({ name }) => only.includes(name));
}

async function passes({ name, guards, command }: Check): Promise<boolean> {
  const { code, output, seconds } = await run(command);
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s   ${guards}`);
  if (code !== 0) console.log(`\n${output.trimEnd()}\n`);
  return code === 0;
}
