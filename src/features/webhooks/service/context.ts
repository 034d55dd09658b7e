import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { Outbound } from '../../../platform/outbound.ts';
import type { Seal } from '../../../platform/seal.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { SourceDeps } from './sources.ts';

export interface WebhooksDeps extends Omit<SourceDeps, 'guilds'> {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly guilds: Pick<Guilds, 'record' | 'auditSince'>;
  readonly outbound: Outbound;
  /** What the instance keeps secrets with. */
  readonly secret: string;
}

/** Opens and closes the secrets of webhooks. */
export type SecretSeal = Seal<string>;

/** Sealed secrets do not end. */
export const FOR_GOOD = Number.MAX_SAFE_INTEGER;

export function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

/** A new id that sorts by the instant. */
export function idAt(epochMilliseconds: number): string {
  return Bun.randomUUIDv7('hex', epochMilliseconds);
}
