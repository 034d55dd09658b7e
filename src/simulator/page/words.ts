const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** From this share of a unit on it counts as one: `in 1 hour`, not `in 60 minutes`. */
const NEARLY = 0.99;

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `in 3 hours`, `2 days ago`; instants in epoch milliseconds. */
export function relative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 5000) return 'now';
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size * NEARLY) ?? ['second', 1000];
  return relativeFormat.format(Math.round(distance / length), unit);
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hourCycle: 'h23', ...options });

const FORMATS: Readonly<Record<string, Intl.DateTimeFormat>> = {
  t: format({ timeStyle: 'short' }),
  T: format({ timeStyle: 'medium' }),
  d: format({ day: '2-digit', month: '2-digit', year: 'numeric' }),
  D: format({ dateStyle: 'long' }),
  f: format({ dateStyle: 'long', timeStyle: 'short' }),
  F: format({ dateStyle: 'full', timeStyle: 'short' }),
  s: format({ dateStyle: 'short', timeStyle: 'short' }),
  S: format({ dateStyle: 'short', timeStyle: 'medium' }),
};

/** An instant (epoch ms) in one of Discord's timestamp styles, in UTC; `R` is relative to `now`. */
export function timestamp(at: number, style: string, now: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return 'Invalid date';
  if (style === 'R') return relative(at, now);
  return (FORMATS[style] ?? FORMATS.f)?.format(at) ?? '';
}

/** The exact instant, for whoever hovers. */
export function exact(at: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return 'Invalid date';
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function clockTime(at: number): string {
  return timestamp(at, 't', at);
}

/** `Today at 14:02`, `Yesterday at 09:15`, `3 November 2026 at 10:00`. */
export function spoken(at: number, now: number): string {
  const days = Math.floor(now / 86_400_000) - Math.floor(at / 86_400_000);
  const day = days === 0 ? 'Today' : days === 1 ? 'Yesterday' : timestamp(at, 'D', now);
  return `${day} at ${clockTime(at)}`;
}

/** `1.4 MB`, `820 B`. */
export function bytesOf(size: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** A role or embed colour as six hexadecimal digits; `null` for Discord's "none". */
export function hex(color: number | undefined): string | null {
  return color ? color.toString(16).padStart(6, '0') : null;
}
