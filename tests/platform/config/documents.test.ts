import { describe, expect, test } from 'bun:test';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsDocuments } from '../../../src/platform/config/documents.ts';
import { parseDotenv } from '../../../src/platform/config/dotenv.ts';
import { variables } from '../../../src/platform/config/table.ts';
import { load } from '../../harness/settings.ts';

const root = join(import.meta.dir, '../../..');
const documents = settingsDocuments();

test.each(Object.entries(documents))('%s is fresh', async (path, text) => {
  expect(await Bun.file(join(root, path)).text()).toBe(text);
});

test.each(variables.map(([, { name }]) => name))('%s is in .env.example and in the manual', (name) => {
  expect(documents['.env.example']).toContain(`\n#${name}=`);
  expect(documents['docs/CONFIG.md']).toContain(`\`${name}\``);
});

test('.env.example changes nothing as it is', () => {
  expect(parseDotenv(documents['.env.example'] ?? '')).toEqual({});
});

test('.env.development starts', () => {
  expect(load(parseDotenv(documents['.env.development'] ?? ''))).toHaveProperty('config.devMode', true);
});

test('.env.production.example asks for exactly what only the operator knows', () => {
  const loaded = load(parseDotenv(documents['.env.production.example'] ?? ''));
  const missing = 'problems' in loaded ? loaded.problems.map(({ variable }) => variable) : [];
  expect(missing.sort()).toEqual([
    'ADMIN_DISCORD_IDS',
    'DISCORD_APPLICATION_ID',
    'DISCORD_CLIENT_SECRET',
    'DISCORD_TOKEN',
    'SESSION_SECRET',
  ]);
});

describe('scripts/generate.ts --check', () => {
  test('names what is not fresh and writes nothing', () => {
    const copy = mkdtempSync(join(tmpdir(), 'smarter-dev-generate-'));
    try {
      const parts = ['src', 'views', 'docs', 'scripts', 'static/client', 'package.json', 'tsconfig.json'];
      for (const part of [...parts, ...Object.keys(documents)]) {
        cpSync(join(root, part), join(copy, part), { recursive: true });
      }
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      const check = () => Bun.spawnSync([process.execPath, 'scripts/generate.ts', '--check'], { cwd: copy, env: {} });
      expect(check().exitCode).toBe(0);
      writeFileSync(join(copy, '.env.example'), 'old');
      const { exitCode, stderr } = check();
      expect(exitCode).toBe(1);
      expect(stderr.toString()).toBe('.env.example is not fresh. Run: bun scripts/generate.ts\n');
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});
