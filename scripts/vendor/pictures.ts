import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const MARK = 'static/img/mark.svg';
const CARD = 'scripts/vendor/card.svg';
const FONT = 'static/fonts/inter.woff2';
/** Says which drawings the pictures were made from, since browsers do not draw the same bytes everywhere. */
const LOCK = 'scripts/vendor/pictures.lock';
const ICON_SIDE = 180;
const FAVICON_SIDE = 32;
const CARD_SIZE = { width: 1200, height: 630 };

/** Pictures for what cannot show an SVG, by path; null when those that are there are of the same drawings. */
export async function pictures(root: string): Promise<Record<string, Buffer | string> | null> {
  const read = (path: string) => readFileSync(join(root, path));
  const hash = new Bun.CryptoHasher('sha256').update(read(MARK)).update(read(CARD)).update(read(FONT)).digest('hex');
  if ((await Bun.file(join(root, LOCK)).exists()) && read(LOCK).toString().trim() === hash) return null;

  const executablePath = process.env.TEST_CHROMIUM ?? Bun.which('chromium-headless-shell') ?? Bun.which('chromium');
  if (!executablePath) throw new Error('install Chromium to draw the pictures anew, or name it in TEST_CHROMIUM');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const face = `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${read(FONT).toBase64()})}`;

  async function draw(svg: string, { width, height }: typeof CARD_SIZE): Promise<Buffer> {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(`<style>${face}body{margin:0}svg{display:block;width:${width}px}</style>${svg}`);
    await page.evaluate(async () => void (await document.fonts.ready));
    return page.screenshot({ omitBackground: true });
  }

  try {
    const mark = read(MARK).toString();
    const square = (side: number) => ({ width: side, height: side });
    return {
      'static/img/icon-180.png': await draw(mark, square(ICON_SIDE)),
      'static/img/favicon.ico': iconFile(await draw(mark, square(FAVICON_SIDE))),
      'static/img/card.png': await draw(read(CARD).toString(), CARD_SIZE),
      [LOCK]: `${hash}\n`,
    };
  } finally {
    await browser.close();
  }
}

/** An .ico that holds one PNG. */
function iconFile(png: Buffer): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(FAVICON_SIDE, 6);
  head.writeUInt8(FAVICON_SIDE, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
