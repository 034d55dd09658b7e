import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Finished, run } from '../../scripts/processes.ts';

const ROOT = join(import.meta.dir, '../..');

/** What the checks themselves consist of; taken as it is. */
const CHECKS = [
  '.ci',
  '.gitignore',
  'biome.json',
  'bunfig.toml',
  'knip.json',
  'scripts/check',
  'scripts/check.ts',
  'scripts/processes.ts',
  'scripts/test',
  'scripts/test.ts',
  'tsconfig.json',
];

/** Texts by path. */
type Files = Readonly<Record<string, string>>;

/** A house of four rooms in which every check passes. */
const SOUND: Files = {
  'package.json': `${JSON.stringify({ name: 'small-house', private: true, type: 'module' }, null, 2)}\n`,
  'scripts/generate.ts': 'process.exitCode = 0;\n',
  'scripts/vendor.ts': 'process.exitCode = 0;\n',
  'src/main.ts': `import { startApp } from './app.ts';\n\nprocess.exitCode = startApp();\n`,
  'src/app.ts': `import { Card } from '../views/economy/card.tsx';
import { fee } from './features/economy/rules.ts';

export function startApp(): number {
  return String(Card({ name: 'ada', fee: fee(200) })).length > 0 ? 0 : 1;
}
`,
  'src/features/economy/rules.ts': `import { percent } from '../../shared/percent.ts';

export function fee(amount: number): number {
  return percent(amount, 2);
}
`,
  'src/shared/percent.ts': `export function percent(amount: number, share: number): number {
  return Math.floor((amount * share) / 100);
}
`,
  'views/economy/card.tsx': `export function Card({ name, fee }: { name: string; fee: number }): JSX.Element {
  return (
    <p>
      <b safe>{name}</b> pays {fee}
    </p>
  );
}
`,
  'tests/shared/percent.test.ts': `import { expect, test } from 'bun:test';
import { percent } from '../../src/shared/percent.ts';

test('takes a share', () => expect(percent(200, 2)).toBe(4));
`,
};

export interface SmallHouse {
  /** Runs one check, with files planted for its duration. */
  check(name: string, planted?: Files): Promise<Finished>;
  /** Runs the tests whose path contains a text, with files planted for their duration. */
  test(part: string, planted?: Files): Promise<Finished>;
  close(): Promise<void>;
}

/** Builds a small sound house in a folder of its own, under the very checks of this one. */
export async function buildSmallHouse(): Promise<SmallHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'small-house-'));
  for (const path of CHECKS) await cp(join(ROOT, path), join(folder, path), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await write(folder, SOUND);
  const script = (planted: Files, ...command: string[]): Promise<Finished> =>
    withFiles(folder, planted, () => run([process.execPath, ...command], { folder }));
  return {
    check: (name, planted = {}) => script(planted, 'scripts/check.ts', name),
    test: (part, planted = {}) => script(planted, 'scripts/test.ts', part),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function withFiles<T>(folder: string, files: Files, work: () => Promise<T>): Promise<T> {
  await write(folder, files);
  try {
    return await work();
  } finally {
    for (const path of Object.keys(files)) await rm(join(folder, path));
    await write(folder, SOUND);
  }
}

async function write(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
