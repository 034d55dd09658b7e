import { afterEach, beforeEach, expect, test } from 'bun:test';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveSecret } from '../../../src/platform/config/secret.ts';
import { StartFailure } from '../../../src/shared/start-failure.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smarter-dev-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const unset = () => ({ sessionSecret: undefined, dataDir: join(folder, 'data') });

test('the one that is set is used, and nothing is written', () => {
  expect(resolveSecret({ ...unset(), sessionSecret: 'x'.repeat(32) })).toBe('x'.repeat(32));
  expect(() => statSync(join(folder, 'data'))).toThrow();
});

test('otherwise one is made once, for its owner only', () => {
  const secret = resolveSecret(unset());
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(resolveSecret(unset())).toBe(secret);
  const path = join(folder, 'data', 'session-secret');
  expect(readFileSync(path, 'utf8').trim()).toBe(secret);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('two folders get two secrets', () => {
  const other = resolveSecret({ sessionSecret: undefined, dataDir: join(folder, 'other') });
  expect(resolveSecret(unset())).not.toBe(other);
});

test('a damaged one is not replaced silently: buttons and sessions hang on it', () => {
  resolveSecret(unset());
  writeFileSync(join(folder, 'data', 'session-secret'), 'short');
  expect(() => resolveSecret(unset())).toThrow(StartFailure);
});

test('a folder that cannot be used is said in a sentence', () => {
  writeFileSync(join(folder, 'data'), 'a file');
  expect(() => resolveSecret(unset())).toThrow(/DATA_DIR/);
});
