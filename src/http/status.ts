import { Elysia } from 'elysia';
import type { UptimeReport } from '../platform/uptime.ts';

/** `/status`: how often database, Redis and Discord were up in the last 24 hours, hour by hour, for whoever asks. */
export function createStatus(report: () => UptimeReport) {
  return new Elysia({ name: 'status' }).get(
    '/status',
    () => {
      const { since, parts } = report();
      const body = Object.entries(parts).map(([name, { up, hours }]) => [
        name,
        {
          up: up === null ? null : round(up),
          hours: hours.map((hour) => ({ at: new Date(hour.at).toISOString(), up: round(hour.up) })),
        },
      ]);
      return Response.json(
        { since: new Date(since).toISOString(), parts: Object.fromEntries(body) },
        { headers: { 'cache-control': 'public, max-age=30' } },
      );
    },
    { detail: { hide: true } },
  );
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
