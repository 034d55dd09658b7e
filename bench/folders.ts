import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, to be removed by who asked for it. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'smarter-dev-bench-'));
}
