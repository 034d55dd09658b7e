/** One check of the house. Its command runs on Bun and ends with 0 when all is well. */
export interface Check {
  readonly name: string;
  /** What it guards, for the summary. */
  readonly guards: string;
  readonly command: readonly string[];
}

const bun = process.execPath;
const tool = (path: string, ...args: string[]): string[] => [bun, `node_modules/${path}`, ...args];

const TREES = ['.ci', 'bench', 'scripts', 'src', 'static/js', 'tests', 'views', 'drizzle.config.ts'];

/** The one list of checks, slowest first. `exists` tells which trees are there to be looked at. */
export function checks(exists: (path: string) => boolean): Check[] {
  const trees = TREES.filter(exists);
  return [
    {
      name: 'types',
      guards: 'strict TypeScript',
      // Several times faster; the packages that read programs, like the next check, still need the compiler before it.
      command: tool('typescript-native/bin/tsc', '--noEmit', '--pretty', 'false', '-p', 'tsconfig.json'),
    },
    {
      name: 'escaping',
      guards: 'every dynamic text in a view is escaped',
      command: tool('@kitajs/ts-html-plugin/dist/cli.js', '-p', 'tsconfig.json'),
    },
    {
      name: 'dead code',
      guards: 'no unused file, export or package',
      command: tool('knip/bin/knip-bun.js', '--no-progress', '--no-config-hints'),
    },
    {
      name: 'imports',
      guards: 'imports follow the map in .ci/rooms.cjs',
      command: tool(
        'dependency-cruiser/bin/dependency-cruiser.mjs',
        '--config',
        '.ci/dependency-cruiser.cjs',
        '--output-type',
        'err-long',
        ...trees,
      ),
    },
    {
      name: 'format and lint',
      guards: 'Biome',
      command: tool('@biomejs/biome/bin/biome', 'ci', '--max-diagnostics=50', '--colors=off', '.'),
    },
    {
      name: 'structure',
      guards: 'every file in a room, named and mirrored',
      command: [bun, 'scripts/check/structure.ts'],
    },
    {
      name: 'documents',
      guards: 'generated documents are fresh',
      command: [bun, 'scripts/generate.ts', '--check'],
    },
    {
      name: 'vendored files',
      guards: 'Tabler is trimmed to what the pages use, icons and packages are fresh',
      command: [bun, 'scripts/vendor.ts', '--check'],
    },
  ];
}
