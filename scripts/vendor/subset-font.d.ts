declare module 'subset-font' {
  /** The font with nothing but the glyphs that `text` needs. */
  function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'woff2'; variationAxes?: Readonly<Record<string, number>> },
  ): Promise<Buffer>;
  export = subsetFont;
}
