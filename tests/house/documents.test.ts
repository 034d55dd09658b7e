import { describe, expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Glob } from 'bun';

const ROOT = join(import.meta.dir, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const documents = ['*.md', 'docs/**/*.md', 'drizzle/*.md'].flatMap((glob) => [...new Glob(glob).scanSync(ROOT)]).sort();

/** Links that lead to files: neither to the web nor within the page. */
function fileLinks(text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^(?:https?:|mailto:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''));
}

describe('every link leads somewhere', () => {
  for (const path of documents) {
    test(path, () => {
      const broken = fileLinks(read(path)).filter((target) => !existsSync(join(ROOT, dirname(path), target)));
      expect(broken).toEqual([]);
    });
  }
});

test('the documents name the pinned Bun and no other', () => {
  const pinned = JSON.parse(read('package.json')).engines.bun;
  const named = ['README.md', 'CONTRIBUTING.md'].flatMap((path) =>
    [...read(path).matchAll(/bun(?:@|\]\([^)]*\) )(\d+\.\d+\.\d+)/gi)].map(([, version]) => version),
  );
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)]).toEqual([pinned]);
});

test('every decision is in the index', () => {
  const files = [...new Glob('[0-9]*.md').scanSync(join(ROOT, 'docs/adr'))].sort();
  const index = fileLinks(read('docs/adr/README.md'));
  expect(index).toEqual(files);
});
