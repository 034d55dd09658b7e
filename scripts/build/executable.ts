import { statSync } from 'node:fs';
import { gatherAssets } from './assets.ts';

/** Bytes in the megabyte that the limit is counted in. */
const MEGABYTE = 1_000_000;
const LIMIT = 140;

export interface BuildOptions {
  readonly entry: string;
  readonly outfile: string;
  /** Bun's name of another platform: `bun-linux-arm64`. */
  readonly target?: string | undefined;
}

export interface Built {
  readonly file: string;
  readonly megabytes: number;
  readonly seconds: number;
}

/** Compiles one executable. @throws Error when it cannot be built or grows beyond the limit */
export async function buildExecutable({ entry, outfile, target }: BuildOptions): Promise<Built> {
  const start = performance.now();
  const assets = await gatherAssets('dist/assets');
  await compile([
    ...['--minify', '--bytecode', '--format=esm', '--sourcemap=linked'],
    ...['--no-compile-autoload-bunfig', '--no-compile-autoload-dotenv'],
    ...assets.flatMap((folder) => ['--asset', folder]),
    ...(target ? ['--target', target] : []),
    ...['--outfile', outfile, entry],
  ]);
  const megabytes = statSync(outfile).size / MEGABYTE;
  if (megabytes > LIMIT) throw new Error(`${outfile} has ${megabytes.toFixed(1)} MB; at most ${LIMIT} are allowed`);
  return { file: outfile, megabytes, seconds: (performance.now() - start) / 1000 };
}

async function compile(options: readonly string[]): Promise<void> {
  const child = Bun.spawn([process.execPath, 'build', '--compile', ...options], { stdout: 'pipe', stderr: 'pipe' });
  const [said, complained, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`the build failed\n${said}${complained}`);
}
