import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Part } from './part.ts';
import { automod } from './parts/automod.ts';
import { bot } from './parts/bot.ts';
import { economy } from './parts/economy.ts';
import { embedded } from './parts/embedded.ts';
import { growth } from './parts/growth.ts';
import { kills } from './parts/kills.ts';
import { soak } from './parts/soak.ts';
import { start } from './parts/start.ts';
import { createChildren } from './processes/children.ts';
import { machine } from './report/machine.ts';
import { writeSection } from './report/results.ts';
import { table } from './report/rows.ts';
import { readSettings, SETTINGS } from './settings.ts';

const PARTS: readonly Part[] = [economy, growth, embedded, kills, start, bot, automod, soak];

const HELP = `Usage: bun run bench [PART]...

Measures the product beside its baselines, in turn, and writes bench/RESULTS.md; without a PART, all of them but soak.

${PARTS.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}

Environment:
${SETTINGS.map(([variable, about]) => `  ${variable.padEnd(20)} ${about}`).join('\n')}

Example: BENCH_MEMBERS=100000 BENCH_ROUNDS=2 BENCH_SECONDS=3 bun run bench economy`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name));
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no part ${unknown.join(', ')}.\n\n${HELP}` : HELP);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const children = createChildren();
const root = mkdtempSync(join(tmpdir(), 'smarter-dev-bench-'));
const bench: Bench = {
  settings: readSettings(process.env),
  children,
  newFolder: () => mkdtempSync(join(root, 'run-')),
  tell: (line) => console.error(line),
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void end(1));
}

let failed = false;
const wanted = PARTS.filter(({ name, byNameOnly }) =>
  positionals.length === 0 ? !byNameOnly : positionals.includes(name),
);
for (const part of wanted) {
  console.error(`${part.name}: ${part.about}`);
  try {
    const section = await part.measure(bench);
    writeSection(section, await machine(children, bench.settings.postgresUrl));
    console.log(`\n## ${section.title}\n\n${table(section.rows)}\n`);
  } catch (error) {
    failed = true;
    console.error(`${part.name} could not be measured:`, error);
  }
  await children.stopAll();
}
await end(failed ? 1 : 0);

/** Leaves neither a process nor a folder behind. */
async function end(code: number): Promise<never> {
  await children.stopAll();
  rmSync(root, { recursive: true, force: true });
  process.exit(code);
}
