const STEPS = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

interface TimeProps {
  /** Epoch milliseconds. */
  at: number;
  /** When the page is made, epoch milliseconds. */
  now: number;
}

/** `3 minutes ago`, with the exact time in UTC on hover; a script keeps it true while the page is open. */
export function RelativeTime({ at, now }: TimeProps) {
  return (
    <time datetime={new Date(at).toISOString()} title={utc(at)} data-relative safe>
      {relative(at, now)}
    </time>
  );
}

/** `22 Nov 2026, 03:01 UTC` */
export function utc(at: number): string {
  return `${DATE.format(at)} UTC`;
}

function relative(at: number, now: number): string {
  const distance = at - now;
  const step = STEPS.find(([, length]) => Math.abs(distance) >= length);
  return step ? WORDS.format(Math.trunc(distance / step[1]), step[0]) : 'just now';
}
