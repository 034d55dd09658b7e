import { expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeApi } from '../../../src/http/openapi/document.ts';
import { startSample } from '../kit/sample.ts';

const LINTERS = {
  redocly: ['node_modules/@redocly/cli/bin/cli.js', 'lint', '--config', '.ci/redocly.yaml'],
  spectral: ['node_modules/@stoplight/spectral-cli/dist/index.js', 'lint', '--ruleset', '.ci/spectral.yaml'],
};

const document = describeApi(startSample({} as never).routes, '1.2.3') as unknown as Document;
const FIGURES = '/api/guilds/{guild_id}/drawer';

async function lint(words: readonly string[], path: string): Promise<{ code: number; output: string }> {
  const child = Bun.spawn([process.execPath, ...words, path], { stdout: 'pipe', stderr: 'pipe' });
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, output: out + err };
}

for (const [name, words] of Object.entries(LINTERS)) {
  test(`${name} finds no error in what is committed`, async () => {
    const { code, output } = await lint(words, 'docs/openapi.json');
    expect(code, output).toBe(0);
  });

  test(`${name} finds no error in a document of every kind of route, and one in a broken document`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smarter-dev-openapi-'));
    try {
      const path = join(folder, 'openapi.json');
      await Bun.write(path, JSON.stringify(document));
      const { code, output } = await lint(words, path);
      expect(code, output).toBe(0);
      await Bun.write(path, JSON.stringify({ ...document, paths: { '/x': { get: { responses: 5 } } } }));
      expect((await lint(words, path)).code).not.toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test('a body is JSON alone', () => {
  const { requestBody } = document.paths[FIGURES]?.post ?? {};
  expect(requestBody).toEqual({
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { n: { type: 'integer', minimum: 1, maximum: 100 } },
          required: ['n'],
          additionalProperties: false,
        },
      },
    },
  });
});

test('parameters of the path, the query and the headers stand together', () => {
  const names = (method: string) =>
    document.paths[FIGURES]?.[method]?.parameters?.map(({ name, required }) => [name, required]);
  expect(names('get')).toEqual([
    ['guild_id', true],
    ['limit', false],
    ['cursor', false],
    ['min', false],
  ]);
  expect(names('post')).toEqual([
    ['guild_id', true],
    ['Idempotency-Key', true],
  ]);
  expect(names('put')).toEqual([
    ['guild_id', true],
    ['If-Match', true],
  ]);
});

test('a number in a query is described as one', () => {
  const limit = document.paths[FIGURES]?.get?.parameters?.find(({ name }) => name === 'limit');
  expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100 });
});

test('every status names its codes', () => {
  const { responses = {} } = document.paths[FIGURES]?.post ?? {};
  expect(Object.keys(responses)).toEqual([
    '201',
    '400',
    '401',
    '403',
    '404',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ]);
  expect(responses['409']?.description).toBe('`request_in_progress`, `cooldown_active`');
});

test('a public route needs no key', () => {
  expect(document.paths['/api/open']?.get).toMatchObject({ security: [], description: 'Needs no key.' });
  expect(document.paths[FIGURES]?.delete?.description).toBe('Needs the scope `bytes:write`.');
});

interface Document {
  paths: Record<
    string,
    Record<
      string,
      {
        description?: string;
        requestBody?: object;
        parameters?: { name: string; required: boolean; schema: object }[];
        responses?: Record<string, { description: string }>;
      }
    >
  >;
}
