import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../../shared/start-failure.ts';
import type { Config } from './table.ts';

/**
 * What sessions and buttons are signed with: SESSION_SECRET, or in development a secret that is made once and kept in
 * DATA_DIR, readable by its owner only.
 * @throws {StartFailure} when DATA_DIR cannot be used
 */
export function resolveSecret({ sessionSecret, dataDir }: Pick<Config, 'sessionSecret' | 'dataDir'>): string {
  if (sessionSecret !== undefined) return sessionSecret;
  const path = join(dataDir, 'session-secret');
  try {
    const secret = readKept(path) ?? make(path, dataDir) ?? readKept(path);
    if (secret !== null) return secret;
  } catch (error) {
    throw new StartFailure(`The folder ${dataDir} (DATA_DIR) cannot be used: ${(error as Error).message}.`);
  }
  throw new StartFailure(`${path} is damaged: it holds no secret of 32 characters. Delete it and start again.`);
}

function readKept(path: string): string | null {
  try {
    const kept = readFileSync(path, 'utf8').trim();
    return kept.length >= 32 ? kept : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** @returns null when another process made one first */
function make(path: string, dataDir: string): string | null {
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString('base64url');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
}
