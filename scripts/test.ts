import { parseArgs } from 'node:util';
import { Glob } from 'bun';
import { runChecks } from './check/run.ts';
import { inParallel } from './processes.ts';
import { type Group, grouped, runGroup, type Tally } from './test/groups.ts';
import { findOutsides, type Outside } from './test/outsides.ts';
import { setStage } from './test/stage.ts';

/** Processes that run at the same time: as many as a small machine has cores. With more, tests that wait for clocks wait for each other. */
const WIDTH = 2;

const HELP = `Usage: bun run test [PART OF A PATH]...

Runs every check and every test, each folder of tests in a process of its own. With a part of a path, only the tests
whose path contains it, and no checks. What the machine lacks is named and its tests are skipped; with CI=true that fails.

Example: bun run test platform/db`;

const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

function sum(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function testFiles(parts: readonly string[]): string[] {
  const all = [...new Glob('tests/**/*.test.{ts,tsx}').scanSync()].map((path) => path.replaceAll('\\', '/'));
  return parts.length === 0 ? all : all.filter((path) => parts.some((part) => path.includes(part)));
}

async function checked(): Promise<Tally> {
  const { passed, failed } = await runChecks();
  console.log('');
  return { passed, failed: failed.length, skipped: 0 };
}

async function tested(groups: readonly Group[], environment: Record<string, string>): Promise<Tally> {
  let total = NOTHING;
  await inParallel(WIDTH, groups, async (group) => {
    const { output, seconds, ...tally } = await runGroup(group, environment);
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    const sign = tally.failed > 0 ? '✗' : '✓';
    console.log(
      `${sign} ${group.folder.padEnd(34)}${seconds.toFixed(1).padStart(6)} s   ${tally.passed} passed${skipped}`,
    );
    if (tally.failed > 0) console.log(`\n${output.trimEnd()}\n`);
    total = sum(total, tally);
  });
  return total;
}

/** Names what is missing; on a build machine each missing outside is a failure. */
function lacking(missing: readonly Outside[], strict: boolean): Tally {
  for (const { name, hint } of missing) {
    console.log(`${strict ? '✗' : '–'} ${name} is missing${strict ? '' : ': its tests are skipped'} (${hint})`);
  }
  return { ...NOTHING, failed: strict ? missing.length : 0 };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', short: 'h', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const groups = grouped(testFiles(positionals));
  if (groups.length === 0) {
    console.error(`no test has ${positionals.join(' or ')} in its path`);
    return 2;
  }
  const { environment: outsides, missing } = await findOutsides(process.env);
  const lack = lacking(missing, process.env.CI === 'true');
  const checks = positionals.length === 0 ? await checked() : NOTHING;
  const stage = await setStage(outsides, { used: positionals.length === 0 });
  const tests = await tested(groups, stage.environment);
  await stage.clear();
  const { passed, failed, skipped } = [checks, tests, lack].reduce(sum);
  if (skipped > 0) console.log(`\n${skipped} skipped`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exit(await main());
