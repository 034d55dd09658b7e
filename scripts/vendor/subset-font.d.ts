declare module 'subset-font' {
  /** The font with nothing but the glyphs that `text` needs. */
  function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2';
      variationAxes?: Readonly<Record<string, number | { min: number; max: number }>>;
      /** Without the glyphs that the font's features would put in place of others. */
      noLayoutClosure?: boolean;
    },
  ): Promise<Buffer>;
  export = subsetFont;
}
