import { createScrubber } from './log-scrubber.ts';
import { type Envelope, envelopeOf, type Place } from './report/envelope.ts';

export interface Reporter {
  /** Sends an error in the background; never throws. Only a few fields that name a place in the code go with it. */
  report(error: Error, fields: Readonly<Record<string, unknown>>): void;
  /** Waits until what was reported is sent, at most so many milliseconds. */
  flush(graceMs: number): Promise<void>;
}

interface ReporterOptions {
  /** `https://key@host/project` */
  readonly dsn: string;
  readonly release: string;
  readonly environment: 'production' | 'development';
  /** Texts that are cut out wherever they turn up. */
  readonly secrets: readonly string[];
  /** Hears once in a while that reports do not arrive. */
  readonly onLost?: (reason: string) => void;
}

const TIMEOUT = 5_000;
/** Reports a minute: a storm of errors is one error many times. */
const MOST = 30;
const MINUTE = 60_000;
/** The same error is sent again after so long. */
const REPEAT_AFTER = MINUTE;

/** Sends errors to Sentry, or to what speaks its protocol. */
export function createReporter({ dsn, release, environment, secrets, onLost }: ReporterOptions): Reporter {
  const { url, headers } = addressOf(dsn, release);
  const scrub = createScrubber([...secrets, dsn]);
  const sending = new Set<Promise<void>>();
  const sentAt = new Map<string, number>();
  let restUntil = 0;
  let window = { from: 0, count: 0 };

  function mayGo(error: Error): boolean {
    const now = performance.now();
    const key = `${error.name} ${error.stack?.split('\n')[1] ?? ''}`;
    if (now < restUntil || now - (sentAt.get(key) ?? Number.NEGATIVE_INFINITY) < REPEAT_AFTER) return false;
    if (now - window.from > MINUTE) {
      window = { from: now, count: 0 };
      sentAt.clear();
    }
    window.count += 1;
    sentAt.set(key, now);
    return window.count <= MOST;
  }

  async function send(body: string): Promise<void> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (response.ok) return;
      restUntil = performance.now() + (Number(response.headers.get('retry-after')) * 1000 || MINUTE);
      onLost?.(`answered ${response.status}`);
    } catch (error) {
      restUntil = performance.now() + MINUTE;
      onLost?.(error instanceof Error ? error.name : 'cannot be reached');
    }
  }

  return {
    report(error, fields) {
      if (!mayGo(error)) return;
      const facts: Place = { release, environment };
      const envelope: Envelope = envelopeOf(error, fields, facts);
      const work = send(envelope.map((part) => scrub(JSON.stringify(part))).join('\n'));
      sending.add(work);
      void work.finally(() => sending.delete(work));
    },
    async flush(graceMs) {
      await Promise.race([Promise.allSettled(sending), Bun.sleep(graceMs)]);
    },
  };
}

function addressOf(dsn: string, release: string): { url: string; headers: Record<string, string> } {
  const { origin, username, pathname } = new URL(dsn);
  const [project = '', ...before] = pathname.split('/').reverse();
  const client = `smarter-dev/${release}`;
  return {
    url: `${origin}${before.reverse().join('/')}/api/${project}/envelope/`,
    headers: {
      'content-type': 'application/x-sentry-envelope',
      'user-agent': client,
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=${client}, sentry_key=${username}`,
    },
  };
}
