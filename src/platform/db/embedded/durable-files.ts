import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite, postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Module = postgresMod.PostgresMod;

/** An open file or folder as Emscripten's NODEFS knows it. */
interface Stream {
  /** The file's descriptor; folders have none. */
  readonly nfd?: number;
  readonly node: unknown;
}

interface NodeFiles {
  realPath(node: unknown): string;
  stream_ops: { fsync?(stream: Stream): number };
}

/** errno of an input/output error, as the WebAssembly side counts. */
const EIO = 29;

/** A folder on disk whose files are synced when Postgres asks for it; PGlite's own class ignores that. */
export class DurableFiles extends NodeFS {
  override async init(pglite: PGlite, options: Partial<Module>): Promise<{ emscriptenOpts: Partial<Module> }> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [emscriptenOpts.preRun ?? []].flat();
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, installSync] } };
  }
}

function installSync(module: Module): void {
  const files = module.NODEFS as unknown as NodeFiles;
  files.stream_ops.fsync = (stream) => {
    try {
      sync(stream, files);
      return 0;
    } catch {
      throw new module.FS.ErrnoError(EIO);
    }
  };
}

function sync({ nfd, node }: Stream, files: NodeFiles): void {
  if (nfd !== undefined) return fsyncSync(nfd);
  const folder = openSync(files.realPath(node), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
