import { expect, test } from 'bun:test';
import { Glob } from 'bun';
import { auditDeed } from '../../src/shared/deeds.ts';

const RECORDED = /(?:action: |record\(|entry\(\w+, )'([a-z_]+(?:\.[a-z_]+)+)'/g;

test('every verb that the audit log is written with has words of its own', async () => {
  const verbs = new Set<string>();
  for await (const path of new Glob('src/features/**/service/**/*.ts').scan()) {
    for (const [, verb = ''] of (await Bun.file(path).text()).matchAll(RECORDED)) verbs.add(verb);
  }
  expect(verbs.size).toBeGreaterThan(25);
  expect([...verbs].filter((verb) => auditDeed(verb).includes(':'))).toEqual([]);
});

test('a verb without words is spelled out', () => {
  expect(auditDeed('pets.wild_cat.fed')).toBe('pets: wild cat fed');
  expect(auditDeed('pets')).toBe('pets');
});
