import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../processes.ts';

/** Seconds after which a group counts as hung. */
const DEADLINE = 420;

/** Test files that share one process. */
export interface Group {
  readonly folder: string;
  readonly files: readonly string[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface GroupResult extends Tally {
  readonly output: string;
  readonly seconds: number;
}

/** Tests of the whole product take long, so each of their files is a group of its own. */
const WHOLE = ['tests', 'tests/e2e/pages'];

/** One group a folder, those that take longest first, so that nothing long is left when the rest is done. */
export function grouped(files: readonly string[]): Group[] {
  const folders = Map.groupBy(files, (file) => (isWhole(file) ? file : dirname(file)));
  return [...folders]
    .map(([folder, members]) => ({ folder, files: members.sort() }))
    .sort((a, b) => length(b) - length(a) || a.folder.localeCompare(b.folder));
}

function isWhole(file: string): boolean {
  return WHOLE.includes(dirname(file));
}

/** A guess at how long a group takes, in files of the usual kind. */
function length({ files }: Group): number {
  return files.reduce((sum, file) => sum + (isWhole(file) ? 10 : file.includes('.browser.') ? 3 : 1), 0);
}

/** Runs a group in a process of its own. One that ends badly or leaves no report has failed, whatever its tests said. */
export async function runGroup({ files }: Group, environment: Record<string, string>): Promise<GroupResult> {
  const folder = await mkdtemp(join(tmpdir(), 'smarter-dev-test-'));
  const reportFile = join(folder, 'report.xml');
  try {
    const paths = files.map((file) => `./${file}`);
    const command = [
      process.execPath,
      'test',
      '--timeout=20000',
      '--reporter=junit',
      `--reporter-outfile=${reportFile}`,
      ...paths,
    ];
    const { code, output, seconds } = await run(command, { environment, deadline: DEADLINE });
    const report = await readFile(reportFile, 'utf8').catch(() => undefined);
    const tally = readReport(report ?? '');
    const crashed = report === undefined || (code !== 0 && tally.failed === 0);
    return { ...tally, failed: tally.failed + (crashed ? 1 : 0), output, seconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The totals of a JUnit report; all zero when there is none. */
function readReport(xml: string): Tally {
  const [root = ''] = /<testsuites\b[^>]*>/.exec(xml) ?? [];
  const count = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  const skipped = count('skipped');
  return { passed: count('tests') - failed - skipped, failed, skipped };
}
