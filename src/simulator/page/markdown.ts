/** A piece of text within a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'user' | 'role' | 'channel'; id: string }
  | { kind: 'everyone'; text: string }
  | { kind: 'command'; name: string }
  | { kind: 'emoji'; name: string }
  /** `at` in epoch milliseconds; `style` is one of Discord's letters. */
  | { kind: 'time'; at: number; style: string };

/** A piece of a message that takes whole lines. */
export type Block =
  | { kind: 'paragraph' | 'subtext'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'code'; language: string; text: string };

const FENCE = /```(?:([\w+#.-]{1,20})\n)?([\s\S]*?)```/g;
const DEEPEST = 6;

/** Reads Discord's markdown. Never fails: what is no markup is text. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (const fence of source.matchAll(FENCE)) {
    blocks.push(...parseLines(source.slice(from, fence.index).replace(/\n$/, '')));
    blocks.push({ kind: 'code', language: fence[1] ?? '', text: (fence[2] ?? '').replace(/^\n|\n$/g, '') });
    from = fence.index + fence[0].length;
  }
  return [...blocks, ...parseLines(source.slice(from).replace(/^\n/, from > 0 ? '' : '\n'))];
}

/** Reads markup that has no lines of its own kind: names, buttons, footers. */
export function parseInline(source: string): Inline[] {
  return inline(source, 0);
}

const LINE_KINDS = [
  { kind: 'heading', pattern: /^(#{1,3}) +(.+)$/ },
  { kind: 'subtext', pattern: /^-# +(.+)$/ },
  { kind: 'quote', pattern: /^> ?(.*)$/ },
  { kind: 'bullet', pattern: /^ {0,4}[-*] +(.+)$/ },
  { kind: 'number', pattern: /^ {0,4}\d{1,3}\. +(.+)$/ },
] as const;

type LineKind = (typeof LINE_KINDS)[number]['kind'] | 'text';

interface Line {
  kind: LineKind;
  text: string;
  level: number;
}

function readLine(line: string): Line {
  for (const { kind, pattern } of LINE_KINDS) {
    const match = pattern.exec(line);
    if (match) return { kind, text: match.at(-1) ?? '', level: match[1]?.length ?? 0 };
  }
  return { kind: 'text', text: line, level: 0 };
}

function parseLines(source: string): Block[] {
  if (source === '') return [];
  const blocks: Block[] = [];
  for (const run of runs(source.split('\n').map(readLine))) blocks.push(...block(run));
  return blocks;
}

/** Neighbouring lines of one kind, together. */
function runs(lines: Line[]): Line[][] {
  const found: Line[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last?.[0]?.kind === line.kind) last.push(line);
    else found.push([line]);
  }
  return found;
}

function block(lines: Line[]): Block[] {
  const items = () => lines.map(({ text }) => inline(text, 0));
  switch (lines[0]?.kind) {
    case 'heading':
      return lines.map(({ text, level }) => ({
        kind: 'heading',
        level: headingLevel(level),
        children: inline(text, 0),
      }));
    case 'subtext':
      return lines.map(({ text }) => ({ kind: 'subtext', children: inline(text, 0) }));
    case 'quote':
      return [{ kind: 'quote', children: [paragraph(lines)] }];
    case 'bullet':
      return [{ kind: 'list', ordered: false, items: items() }];
    case 'number':
      return [{ kind: 'list', ordered: true, items: items() }];
    default:
      return [paragraph(lines)];
  }
}

function headingLevel(level: number): 1 | 2 | 3 {
  return level === 1 ? 1 : level === 2 ? 2 : 3;
}

function paragraph(lines: Line[]): Block {
  return { kind: 'paragraph', children: inline(lines.map(({ text }) => text).join('\n'), 0) };
}

type Reader = (match: RegExpExecArray, depth: number) => Inline;

const span =
  (kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'): Reader =>
  (match, depth) => ({ kind, children: inline(match[1] ?? '', depth + 1) });

const id =
  (kind: 'user' | 'role' | 'channel'): Reader =>
  (match) => ({ kind, id: match[1] ?? '' });

const TOKENS: readonly [RegExp, Reader][] = [
  [/\\([\\*_~`|<>#@[\]()-])/y, (match) => ({ kind: 'text', text: match[1] ?? '' })],
  [/``([^\n]+?)``|`([^`\n]+)`/y, (match) => ({ kind: 'code', text: match[1] ?? match[2] ?? '' })],
  [/\*\*([\s\S]+?)\*\*(?!\*)/y, span('bold')],
  [/__([\s\S]+?)__(?!_)/y, span('underline')],
  [/~~([\s\S]+?)~~/y, span('strike')],
  [/\|\|([\s\S]+?)\|\|/y, span('spoiler')],
  [/\*(?=\S)((?:[^*]|\*\*)+?)(?<=\S)\*(?!\*)/y, span('italic')],
  [/(?<!\w)_(?=\S)([^_]+?)_(?!\w)/y, span('italic')],
  [/<@!?(\d{17,20})>/y, id('user')],
  [/<@&(\d{17,20})>/y, id('role')],
  [/<#(\d{17,20})>/y, id('channel')],
  [/<\/([\w -]{1,100}):\d{1,20}>/y, (match) => ({ kind: 'command', name: match[1] ?? '' })],
  [/<a?:(\w{2,32}):\d{17,20}>/y, (match) => ({ kind: 'emoji', name: match[1] ?? '' })],
  [
    /<t:(-?\d{1,12})(?::([tTdDfFsSR]))?>/y,
    (match) => ({ kind: 'time', at: Number(match[1]) * 1000, style: match[2] ?? 'f' }),
  ],
  [/@(?:everyone|here)\b/y, (match) => ({ kind: 'everyone', text: match[0] })],
  [
    /\[([^\]\n]{1,200})\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
    (match, depth) => link(match[2], inline(match[1] ?? '', depth + 1)),
  ],
  [/<?(https?:\/\/[^\s<>]+[^\s<>.,:;"')\]!?])>?/y, (match) => link(match[1], [{ kind: 'text', text: match[1] ?? '' }])],
  [/\n/y, () => ({ kind: 'break' })],
];

function link(url = '', children: Inline[]): Inline {
  return { kind: 'link', url, children };
}

function inline(source: string, depth: number): Inline[] {
  if (depth > DEEPEST) return [{ kind: 'text', text: source }];
  const found: Inline[] = [];
  let at = 0;
  let plain = 0;
  const flush = () => {
    if (plain < at) found.push({ kind: 'text', text: source.slice(plain, at) });
  };
  while (at < source.length) {
    const token = tokenAt(source, at, depth);
    if (!token) {
      at += 1;
      continue;
    }
    flush();
    found.push(token.node);
    at = token.end;
    plain = at;
  }
  flush();
  return found;
}

const MAY_START = /[\\`*_~|<@[h\n]/;

function tokenAt(source: string, at: number, depth: number): { node: Inline; end: number } | null {
  if (!MAY_START.test(source.charAt(at))) return null;
  for (const [pattern, read] of TOKENS) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { node: read(match, depth), end: at + match[0].length };
  }
  return null;
}
