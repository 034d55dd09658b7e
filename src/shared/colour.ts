/** Discord's colour as CSS has it, `#rrggbb`; null for none, which Discord writes as 0. */
export function cssColour(colour: number | null): string | null {
  return colour ? `#${colour.toString(16).padStart(6, '0')}` : null;
}
