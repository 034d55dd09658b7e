import { expect, test } from 'bun:test';
import { z } from 'zod';
import { invalid, pointer, validationErrors } from '../../../src/http/kit/issues.ts';

const validator = z.strictObject({
  n: z.int().min(1).max(9),
  text: z.string().min(2).max(3),
  list: z.array(z.boolean()).max(1),
  'a/b~c': z.enum(['x', 'y']),
  roles: z.record(z.string().regex(/^\d+$/, 'must be an id'), z.int()),
  even: z.int().refine((n) => n % 2 === 0, 'must be even'),
});
const issuesOf = (value: unknown) => validator.safeParse(value).error?.issues ?? [];
const errorsOf = (value: unknown) => validationErrors('body', issuesOf(value));
const right = { n: 5, text: 'ab', list: [true], 'a/b~c': 'x', roles: {}, even: 2 };

test.each([
  [{ n: 0 }, '#/n', 'It must be at least 1.'],
  [{ n: 10 }, '#/n', 'It must be at most 9.'],
  [{ n: 1.5 }, '#/n', 'It must be a whole number.'],
  [{ n: 2 ** 60 }, '#/n', expect.stringMatching(/^It must be at most \d+\.$/)],
  [{ n: '5' }, '#/n', 'It must be a number.'],
  [{ n: undefined }, '#/n', 'It is missing.'],
  [{ text: 'a' }, '#/text', 'It must have at least 2 characters.'],
  [{ text: 'abcd' }, '#/text', 'It must have at most 3 characters.'],
  [{ text: 5 }, '#/text', 'It must be text.'],
  [{ list: [true, false] }, '#/list', 'It must have at most 1 entry.'],
  [{ list: ['yes'] }, '#/list/0', 'It must be true or false.'],
  [{ 'a/b~c': 'z' }, '#/a~1b~0c', 'Expected one of "x"|"y".'],
  [{ even: 3 }, '#/even', 'Must be even.'],
  [{ roles: { admin: 5 } }, '#/roles/admin', 'Must be an id.'],
  [{ roles: { 1: 'x' } }, '#/roles/1', 'It must be a number.'],
  [{ more: 1 }, '#/more', 'There is no such field.'],
])('%j is told as a sentence, with its place', (change, place, detail) => {
  expect(errorsOf({ ...right, ...change })).toEqual([{ in: 'body', pointer: place, detail }]);
});

test('everything that is wrong is told at once, at most fifty things', () => {
  const errors = errorsOf({ n: 0, even: 1, one: 1, two: 2 });
  expect(errors.map((error) => error.pointer).toSorted()).toEqual(
    ['#/a~1b~0c', '#/even', '#/list', '#/n', '#/one', '#/roles', '#/text', '#/two'].toSorted(),
  );
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`key${n}`, n]));
  expect(errorsOf({ ...right, ...many })).toHaveLength(50);
});

test('the sentence names the first and counts the rest', () => {
  const errors = errorsOf({ ...right, n: 0, text: 'a', even: 1 });
  expect(invalid(errors)).toEqual({ detail: 'n: It must be at least 1. And 2 more; see errors.', errors });
  expect(invalid(errorsOf(5))).toMatchObject({ detail: 'body: It must be an object.' });
  expect(invalid([])).toEqual({});
});

test('what is no field has the pointer of the whole', () => {
  expect(pointer([])).toBe('#');
  expect(validationErrors('query', issuesOf(5))[0]).toMatchObject({ in: 'query', pointer: '#' });
  expect(validationErrors('path', issuesOf(5))[0]).toMatchObject({ in: 'path', pointer: '#' });
});
