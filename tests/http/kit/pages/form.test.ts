import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { asTyped, optionalField, readForm, switchField, wholeField } from '../../../../src/http/kit/pages/form.ts';

const schema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty'),
  daily: wholeField(1, 1000),
  enabled: switchField,
  note: optionalField(z.string().max(5, 'must be short')),
  rewards: z.array(z.strictObject({ amount: wholeField(1, 100), role: z.string() })).default([]),
  channels: z.array(z.string()).default([]),
});

function fields(text: string): FormData {
  const data = new FormData();
  for (const [name, value] of new URLSearchParams(text)) data.append(name, value);
  return data;
}

const RIGHT = 'name= Ada &daily=10&note=';

describe('a form that is right', () => {
  test('becomes its value', () => {
    expect(readForm(fields(`${RIGHT}&enabled=on`), schema)).toEqual({
      ok: true,
      value: { name: 'Ada', daily: 10, enabled: true, note: null, rewards: [], channels: [] },
    });
  });

  test('nests, lists and collects', () => {
    const rows =
      'rewards.0.amount=1&rewards.0.role=a&rewards.7.amount=2&rewards.7.role=b&rewards.10.amount=3&rewards.10.role=c';
    const read = readForm(fields(`${RIGHT}&${rows}&channels[]=x&channels[]=y`), schema);
    expect(read).toMatchObject({
      ok: true,
      value: {
        rewards: [
          { amount: 1, role: 'a' },
          { amount: 2, role: 'b' },
          { amount: 3, role: 'c' },
        ],
        channels: ['x', 'y'],
      },
    });
  });

  test.each([
    ['', false],
    ['&enabled=on', true],
    ['&enabled=off&enabled=on', true],
    ['&enabled=off', false],
  ])('a switch sent as %p is %p', (text, on) => {
    expect(readForm(fields(RIGHT + text), schema)).toMatchObject({ value: { enabled: on } });
  });
});

describe('a form with mistakes', () => {
  test('tells all of them at once and keeps what was typed', () => {
    const text =
      'name=+&daily=1e3&note=too+long&rewards.2.amount=1&rewards.2.role=a&rewards.5.amount=x&rewards.5.role=b';
    expect(readForm(fields(text), schema)).toEqual({
      ok: false,
      input: {
        name: ' ',
        daily: '1e3',
        note: 'too long',
        'rewards.2.amount': '1',
        'rewards.2.role': 'a',
        'rewards.5.amount': 'x',
        'rewards.5.role': 'b',
      },
      errors: {
        name: ['must not be empty'],
        daily: ['must be a whole number from 1 to 1000'],
        note: expect.any(Array),
        'rewards.5.amount': ['must be a whole number from 1 to 100'],
      },
    });
  });

  test('names fields that do not belong to it', () => {
    expect(
      readForm(fields(`${RIGHT}&admin=true&rewards.0.amount=1&rewards.0.role=a&rewards.0.owner=x`), schema),
    ).toMatchObject({
      errors: { admin: ['is not part of this form'], 'rewards.0.owner': ['is not part of this form'] },
    });
  });

  test.each(['', ' ', '0', '1001', '-1', '1.5', '0x10', '1e2', 'NaN', '9'.repeat(400), '١'])(
    '%p is no number from 1 to 1000',
    (daily) => {
      const read = readForm(fields(new URLSearchParams({ name: 'a', note: '', daily }).toString()), schema);
      expect(read).toMatchObject({ errors: { daily: ['must be a whole number from 1 to 1000'] } });
    },
  );

  test('a file where a text belongs is a mistake', () => {
    const data = fields('name=a&note=');
    data.append('daily', new File(['10'], 'ten.txt'));
    expect(readForm(data, schema)).toMatchObject({ ok: false, errors: { daily: expect.any(Array) } });
    expect(asTyped(data)).toEqual({ name: 'a', note: '' });
  });

  test.each([
    '__proto__.admin=1',
    'constructor.prototype.admin=1',
    'a.__proto__.admin=1',
    '__proto__=1',
    'rewards.__proto__.x=1',
  ])('%p changes nothing of other objects', (text) => {
    readForm(fields(`${RIGHT}&${text}`), schema);
    readForm(fields(text), z.looseObject({}));
    expect(({} as { admin?: string }).admin).toBeUndefined();
  });
});
