import type { Bus } from '../../../platform/bus/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Economy } from '../../economy/service/index.ts';

/** Who is in a guild, as Discord has it; it may throw when Discord is away. */
export interface MemberNames {
  member(
    guildId: Snowflake,
    userId: Snowflake,
  ): Promise<{ readonly userId: Snowflake; readonly username: string; readonly displayName: string } | null>;
}

export interface StatsDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly directory: MemberNames;
  readonly economy: Pick<Economy, 'tiers'>;
}
