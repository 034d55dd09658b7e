const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const FORM = /^(\d{1,6}[smhdw])+$/;

/** Milliseconds of `30s`, `15m`, `2h`, `1d`, `1w` and combinations like `1d12h`, blanks allowed; null when it is none. */
export function parseDuration(text: string): number | null {
  const compact = text.toLowerCase().replaceAll(/\s+/g, '');
  if (!FORM.test(compact)) return null;
  return [...compact.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}
