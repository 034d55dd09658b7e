/** The longest text that is looked at. */
const LONGEST = 4_000;
/** Beyond this, bitmaps of different texts fill up and look alike. */
const COMPARED = 600;
/** Words of 32 bits in a bitmap of trigrams: 2,048 bits. */
export const BITMAP_WORDS = 64;

const ASCII = /^[\t\n\r -~]*$/;
// Zero-width, direction and variation marks, the soft hyphen, tags and fillers that show nothing.
const INVISIBLE = /\p{Cf}|\p{Default_Ignorable_Code_Point}/gu;
const MARKS = /\p{M}+/gu;
const INLINE_CODE = /`[^`\n]+`/g;

/** Letters that look like a Latin one, after NFKD and lower case. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  [
    'aаαɑ',
    'bЬьвβ',
    'cсϲᴄ',
    'dԁ',
    'eеεєҽ',
    'gɡԍ',
    'hһнη',
    'iіιıɩ!|',
    'jјϳ',
    'kкκ',
    'lӏⅼ',
    'mмᴍ',
    'nпոռ',
    'oоοօσ',
    'pрρ',
    'qԛ',
    'rгᴦ',
    'sѕꜱ',
    'tтτ',
    'uυսц',
    'vνѵ',
    'wԝω',
    'xхχ',
    'yуүγ',
    'zᴢ',
    'i1',
    'o0',
    'e3',
    's5$',
    'a4@',
    't7',
  ].flatMap(([latin = '', ...others]) => others.map((other): [string, string] => [other, latin])),
);

/** NFKC, without what cannot be seen, lower case, white space as single blanks. */
export function normalise(text: string): string {
  const cut = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const plain = ASCII.test(cut) ? cut : cut.normalize('NFKC').replace(INVISIBLE, '');
  return plain.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The same with accents off and look-alike letters and digits as the Latin letter that they pass for. */
export function fold(text: string): string {
  const bare = normalise(text).normalize('NFKD').replace(MARKS, '');
  return Array.from(bare, (letter) => LOOKALIKES.get(letter) ?? letter).join('');
}

/** What is written besides code blocks and `code`. A block that is never closed is none. */
function withoutCode(text: string): string {
  if (!text.includes('`')) return text;
  const parts = text.slice(0, LONGEST).split('```');
  const open = parts.length % 2 === 0 ? parts.length - 1 : parts.length;
  const prose = parts.filter((_, index) => index % 2 === 0 || index >= open);
  return prose.join(' ').replace(INLINE_CODE, ' ');
}

/** One message's text; each view of it is made when first asked for. */
export class Words {
  #normal: string | undefined;
  #prose: string | undefined;
  #hash: number | undefined;
  #bitmap: Uint32Array | undefined;

  constructor(readonly content: string) {}

  get normal(): string {
    this.#normal ??= normalise(this.content);
    return this.#normal;
  }

  /** Normalised, without code blocks. */
  get prose(): string {
    this.#prose ??= this.content.includes('`') ? normalise(withoutCode(this.content)) : this.normal;
    return this.#prose;
  }

  /** 53 bits of a hash of the prose; 0 for none. */
  get hash(): number {
    this.#hash ??= this.prose === '' ? 0 : hashOf(this.prose);
    return this.#hash;
  }

  get bitmap(): Uint32Array {
    this.#bitmap ??= bitmapOf(this.prose);
    return this.#bitmap;
  }
}

function hashOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0) || 1;
}

/** Which trigrams a text has, each as one bit. */
function bitmapOf(text: string): Uint32Array {
  const bitmap = new Uint32Array(BITMAP_WORDS);
  const end = Math.min(text.length, COMPARED) - 2;
  for (let i = 0; i < end; i += 1) {
    const trigram = (text.charCodeAt(i) << 16) ^ (text.charCodeAt(i + 1) << 8) ^ text.charCodeAt(i + 2);
    const bit = Math.imul(trigram, 0x9e3779b1) >>> 21;
    bitmap[bit >>> 5] = (bitmap[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return bitmap;
}

export function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function weight(bitmap: Uint32Array): number {
  let bits = 0;
  for (let i = 0; i < BITMAP_WORDS; i += 1) bits += bitsIn(bitmap[i] ?? 0);
  return bits;
}
