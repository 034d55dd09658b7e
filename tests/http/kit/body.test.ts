import { expect, test } from 'bun:test';
import { readJson } from '../../../src/http/kit/body.ts';

const read = (body: string) =>
  readJson(new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': 'application/json' } }));

test.each([
  ['U+0000', '{"reason":"a\\u0000"}'],
  ['U+0000 in a name', '{"a\\u0000":1}'],
  ['the first half of a pair', '{"reason":"\\ud800"}'],
  ['the second half of a pair', '{"list":[["\\uDC00"]]}'],
])('text that no database keeps is refused: %s', async (_, body) => {
  await expect(read(body)).rejects.toMatchObject({ code: 'invalid_request' });
});

test.each([
  ['a whole pair', '{"reason":"\\ud83d\\ude00"}', { reason: '😀' }],
  ['a backslash before u0000', '{"reason":"\\\\u0000"}', { reason: '\\u0000' }],
  ['a backslash before ud800', '{"reason":"\\\\ud800"}', { reason: '\\ud800' }],
])('text that only looks like it is taken: %s', async (_, body, value) => {
  expect(await read(body)).toEqual(value);
});
