import type { Bus } from '../../../platform/bus/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { Enforcer } from './enforcer.ts';

export interface AutomodDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly guilds: Pick<Guilds, 'record'>;
  readonly enforcer: Enforcer;
}

export function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

/** A new id that sorts by the instant. */
export function idAt(epochMilliseconds: number): string {
  return Bun.randomUUIDv7('hex', epochMilliseconds);
}
