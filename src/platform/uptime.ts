import type { Clock } from './clock.ts';

interface Hour {
  /** When it began, in epoch milliseconds. */
  readonly at: number;
  looks: number;
  up: number;
}

export interface UptimeReport {
  /** When it began to look, in epoch milliseconds; at most a day ago. */
  readonly since: number;
  readonly parts: Readonly<Record<string, UptimeOfPart>>;
}

interface UptimeOfPart {
  /** Part of the looks at which it was up, from 0 to 1; null before the first. */
  readonly up: number | null;
  /** The last 24 hours, oldest first; `up` as above. */
  readonly hours: readonly { readonly at: number; readonly up: number }[];
}

export interface Uptime {
  /** Notes how a part was found. */
  note(part: string, up: boolean): void;
  report(): UptimeReport;
}

const HOUR = 3_600_000;
const HOURS = 24;

/** How often each part was found up in the last 24 hours, as this process saw it. */
export function createUptime(clock: Clock): Uptime {
  const begun = clock.now();
  const known = new Map<string, Hour[]>();
  const earliest = () => hourOf(clock.now()) - (HOURS - 1) * HOUR;

  function recent(part: string): Hour[] {
    const kept = (known.get(part) ?? []).filter(({ at }) => at >= earliest());
    known.set(part, kept);
    return kept;
  }

  return {
    note(part, up) {
      const hours = recent(part);
      const at = hourOf(clock.now());
      const last = hours.at(-1);
      const hour = last?.at === at ? last : { at, looks: 0, up: 0 };
      if (hour !== last) hours.push(hour);
      hour.looks += 1;
      hour.up += Number(up);
    },
    report() {
      const parts = [...known.keys()].map((part) => [part, summary(recent(part))] as const);
      return { since: Math.max(begun, earliest()), parts: Object.fromEntries(parts) };
    },
  };
}

function hourOf(time: number): number {
  return time - (time % HOUR);
}

function summary(hours: readonly Hour[]): UptimeOfPart {
  const looks = hours.reduce((sum, hour) => sum + hour.looks, 0);
  const up = hours.reduce((sum, hour) => sum + hour.up, 0);
  return { up: looks === 0 ? null : up / looks, hours: hours.map(({ at, looks, up }) => ({ at, up: up / looks })) };
}
