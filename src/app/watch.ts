import { examine, type HealthCheck } from '../http/health.ts';
import type { Uptime } from '../platform/uptime.ts';

const EVERY = 60_000;

/** Looks at everything that the product depends on, now and every minute. @returns a function that ends it */
export function watchOver(checks: readonly HealthCheck[], uptime: Uptime, every = EVERY): () => void {
  async function look(): Promise<void> {
    await Promise.all(checks.map(async (check) => uptime.note(check.name, (await examine(check)).status === 'ok')));
  }
  const timer = setInterval(() => void look(), every);
  timer.unref();
  void look();
  return () => clearInterval(timer);
}
