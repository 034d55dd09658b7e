import { describe, expect, test } from 'bun:test';
import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { colours, cut, embedLimits, error, info, plain, success, warning } from '../../../src/discord/kit/embeds.ts';

function size({ title = '', description = '', footer, author, fields = [] }: APIEmbed): number {
  const parts = [
    title,
    description,
    footer?.text ?? '',
    author?.name ?? '',
    ...fields.flatMap((f) => [f.name, f.value]),
  ];
  return parts.join('').length;
}

const text = fc.string({ unit: 'grapheme', maxLength: 50 }).chain((s) => fc.nat(200).map((n) => s.repeat(n)));

describe('embeds', () => {
  test('have the colour of their kind', () => {
    expect([info, success, warning, error].map((build) => build('T', 'D').color)).toEqual(Object.values(colours));
    expect(info('T', 'D', { color: 0x123456 }).color).toBe(0x123456);
  });

  test('stay within every limit of Discord', () => {
    const fields = fc.array(fc.record({ name: text, value: text }), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, text, text, fields, (title, description, footer, name, list) => {
        const embed = info(title, description, { footer, fields: list, author: { name } });
        expect(embed.title?.length ?? 0).toBeLessThanOrEqual(embedLimits.title);
        expect(embed.description?.length ?? 0).toBeLessThanOrEqual(embedLimits.description);
        expect(embed.footer?.text.length ?? 0).toBeLessThanOrEqual(embedLimits.footer);
        expect(embed.author?.name.length ?? 0).toBeLessThanOrEqual(embedLimits.author);
        expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(embedLimits.fields);
        for (const field of embed.fields ?? []) {
          expect(field.name.length).toBeWithin(1, embedLimits.fieldName + 1);
          expect(field.value.length).toBeWithin(1, embedLimits.fieldValue + 1);
        }
        expect(size(embed)).toBeLessThanOrEqual(embedLimits.total);
      }),
      { numRuns: 50 },
    );
  });

  test('keep what fits as it is', () => {
    expect(
      success('Sent', 'You sent 50 bytes.', {
        footer: 'Next',
        fields: [{ name: 'Balance', value: '7', inline: true }],
      }),
    ).toEqual({
      color: colours.success,
      title: 'Sent',
      description: 'You sent 50 bytes.',
      fields: [{ name: 'Balance', value: '7', inline: true }],
      footer: { text: 'Next' },
    });
  });

  test('fill a blank field, which Discord would refuse', () => {
    expect(info('T', 'D', { fields: [{ name: ' ', value: '' }] }).fields).toEqual([
      { name: '\u200b', value: '\u200b' },
    ]);
  });
});

describe('cut', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a😀b', 3, 'a…'],
    ['abc', 0, ''],
  ])('%p at %p is %p', (given, limit, expected) => {
    expect(cut(given, limit)).toBe(expected);
  });
});

describe('plain', () => {
  test.each([
    ['@everyone', '@\u200beveryone'],
    ['<@100000000000000001>', '\\<@\u200b100000000000000001\\>'],
    ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['two\nlines', 'two lines'],
    ['[link](https://x)', '\\[link\\](https://x)'],
    ['\\<#1>', '\\\\\\<\\#1\\>'],
    ['- a - b', '\\- a - b'],
    ['1. a', '1\u200b. a'],
    ['C# & a_b', 'C\\# & a\\_b'],
    ['abc\u202egnp.exe', 'abc gnp.exe'],
  ])('%p becomes %p', (given, expected) => {
    expect(plain(given)).toBe(expected);
  });

  test('never leaves a mention that Discord would resolve', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('@everyone', '@here', '<@1>', '<@&1>', '<#1>'),
        fc.string(),
        (a, mention, b) => {
          expect(plain(a + mention + b)).not.toMatch(/@everyone|@here|(?<!\\)(\\\\)*<[@#]|<[@#]\d/);
        },
      ),
    );
  });
});
