import { Glob } from 'bun';
import { pattern, rooms } from '../../.ci/rooms.cjs';

const CODE = /\.(?:ts|tsx|js|cjs|mjs)$/;
const OURS = ['.ci/**', 'bench/**', 'scripts/**', 'src/**', 'static/js/**', 'tests/**', 'views/**', '*'];
const KEBAB = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const VAGUE = /(?:^|\/)(?:utils?|helpers?|common|misc|managers?)(?:[./]|$)/;

/** Tests of the house itself and of the product as a whole mirror no single file. */
const FREE_TESTS = /^tests\/(?:harness|house|e2e|executable|deploy)\//;

const roomPatterns = rooms.map((room) => new RegExp(pattern(room, '[^/]+')));

/** What is wrong with where the files lie; one sentence each. Paths are relative, with forward slashes. */
export function structureProblems(paths: readonly string[]): string[] {
  const code = paths.filter((path) => CODE.test(path));
  return [...code.flatMap(misplaced), ...code.flatMap(misnamed), ...unmirrored(code)];
}

function misplaced(path: string): string[] {
  if (roomPatterns.some((room) => room.test(path))) return [];
  return [`${path}: lies in no room; put it into one, or add its room to .ci/rooms.cjs`];
}

function misnamed(path: string): string[] {
  const problems: string[] = [];
  if (!path.split('/').every((part) => KEBAB.test(part))) problems.push(`${path}: names are kebab-case`);
  if (VAGUE.test(path)) problems.push(`${path}: say what it does; «utils», «helpers», «common», «manager» say nothing`);
  return problems;
}

/** Tests mirror the source: `tests/a/b.test.ts` and `tests/a/b.theme.test.ts` belong to `src/a/b.ts` or the folder `src/a/b`. */
function unmirrored(code: readonly string[]): string[] {
  const sources = new Set(code.filter((path) => !path.startsWith('tests/')).flatMap(places));
  return code
    .filter((path) => /^tests\/.*\.test\.tsx?$/.test(path) && !FREE_TESTS.test(path))
    .filter((path) => !mirrored(path).some((place) => sources.has(place)))
    .map(
      (path) =>
        `${path}: nothing lies at ${mirrored(path).join(' or ')}; call it <subject>.test.ts or <subject>.<theme>.test.ts`,
    );
}

/** The file without its ending, and every folder around it. */
function places(path: string): string[] {
  const parts = path.replace(/\.[^/]+$/, '').split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function mirrored(test: string): string[] {
  const place = test.replace(/^tests\//, '').replace(/\.[^/]+$/, '');
  return [`src/${place}`, place];
}

function sourceFiles(): string[] {
  const found = OURS.flatMap((glob) => [...new Glob(glob).scanSync({ dot: true, onlyFiles: true })]);
  return found.map((path) => path.replaceAll('\\', '/')).sort();
}

if (import.meta.main) {
  const problems = structureProblems(sourceFiles());
  for (const problem of problems) console.log(problem);
  process.exit(problems.length > 0 ? 1 : 0);
}
