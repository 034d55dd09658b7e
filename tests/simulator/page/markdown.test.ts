import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type Block, type Inline, parseInline, parseMarkdown } from '../../../src/simulator/page/markdown.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('within a line', () => {
  const cases: [string, Inline[]][] = [
    ['plain', [text('plain')]],
    ['**bold** end', [{ kind: 'bold', children: [text('bold')] }, text(' end')]],
    [
      '*it* and _it_',
      [{ kind: 'italic', children: [text('it')] }, text(' and '), { kind: 'italic', children: [text('it')] }],
    ],
    ['snake_case_name', [text('snake_case_name')]],
    [
      '__u__ ~~s~~',
      [{ kind: 'underline', children: [text('u')] }, text(' '), { kind: 'strike', children: [text('s')] }],
    ],
    ['||boo||', [{ kind: 'spoiler', children: [text('boo')] }]],
    ['`a **b**`', [{ kind: 'code', text: 'a **b**' }]],
    ['***both***', [{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]],
    ['\\*not\\*', [text('*'), text('not'), text('*')]],
    ['2 * 3 * 4', [text('2 * 3 * 4')]],
    ['<@123456789012345678>', [{ kind: 'user', id: '123456789012345678' }]],
    ['<@!123456789012345678>', [{ kind: 'user', id: '123456789012345678' }]],
    ['<@&123456789012345678>', [{ kind: 'role', id: '123456789012345678' }]],
    ['<#123456789012345678>', [{ kind: 'channel', id: '123456789012345678' }]],
    ['</bytes send:12345>', [{ kind: 'command', name: 'bytes send' }]],
    ['<t:1700000000:R>', [{ kind: 'time', at: 1_700_000_000_000, style: 'R' }]],
    ['<t:1700000000>', [{ kind: 'time', at: 1_700_000_000_000, style: 'f' }]],
    ['<:party:123456789012345678>', [{ kind: 'emoji', name: 'party' }]],
    ['@everyone', [{ kind: 'everyone', text: '@everyone' }]],
    [
      'https://a.example/b.',
      [{ kind: 'link', url: 'https://a.example/b', children: [text('https://a.example/b')] }, text('.')],
    ],
    ['[x](https://a.example)', [{ kind: 'link', url: 'https://a.example', children: [text('x')] }]],
    ['[x](javascript:alert(1))', [text('[x](javascript:alert(1))')]],
    ['javascript:alert(1)', [text('javascript:alert(1)')]],
    ['**open', [text('**open')]],
    ['', []],
  ];

  test.each(cases)('%j', (source, nodes) => expect(parseInline(source)).toEqual(nodes));
});

describe('whole lines', () => {
  const paragraph = (...children: Inline[]): Block => ({ kind: 'paragraph', children });
  const cases: [string, Block[]][] = [
    ['a\nb', [paragraph(text('a'), { kind: 'break' }, text('b'))]],
    ['# Title\ntext', [{ kind: 'heading', level: 1, children: [text('Title')] }, paragraph(text('text'))]],
    ['#general', [paragraph(text('#general'))]],
    ['-# small', [{ kind: 'subtext', children: [text('small')] }]],
    ['> one\n> two', [{ kind: 'quote', children: [paragraph(text('one'), { kind: 'break' }, text('two'))] }]],
    ['- one\n- two', [{ kind: 'list', ordered: false, items: [[text('one')], [text('two')]] }]],
    ['1. one', [{ kind: 'list', ordered: true, items: [[text('one')]] }]],
    ['```ts\nlet a;\n```', [{ kind: 'code', language: 'ts', text: 'let a;' }]],
    [
      'look\n```\n**raw**\n```\ndone',
      [paragraph(text('look')), { kind: 'code', language: '', text: '**raw**' }, paragraph(text('done'))],
    ],
    ['```unclosed', [paragraph(text('```unclosed'))]],
    ['', []],
  ];

  test.each(cases)('%j', (source, blocks) => expect(parseMarkdown(source)).toEqual(blocks));
});

describe('abuse', () => {
  const marks = fc.constantFrom(
    '*',
    '**',
    '_',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '\\',
    '<',
    '>',
    '[',
    '](',
    ')',
    '\n',
    '# ',
    '- ',
    'a',
    ' ',
  );

  test('never fails and keeps the words', () => {
    fc.assert(
      fc.property(
        fc.array(marks, { maxLength: 120 }).map((parts) => parts.join('')),
        (source) => {
          const kept = JSON.stringify(parseMarkdown(source)).match(/(?<=":"[^"]*)a/g) ?? [];
          expect(JSON.stringify(parseMarkdown(source))).toBeString();
          expect(kept.length > 0 || !source.includes('a')).toBeTrue();
        },
      ),
    );
  });

  test('four thousand markers stay shallow', () => {
    for (const mark of ['*', '**a', '__', '||', '[', '<@', '> ', '```']) {
      expect(parseMarkdown(mark.repeat(4000 / mark.length))).toBeArray();
    }
  });
});
