import type { Bus } from '../../../platform/bus/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { NeededPermission } from '../rules.ts';
import type { Enforcer } from './enforcer.ts';

/** What rules need to know of a guild. `unseen`: the bot is in no such guild; `away`: Discord does not answer. */
interface GuildSight {
  /** Which of these permissions the bot has not, guild-wide. */
  botLacks(
    guildId: Snowflake,
    permissions: readonly NeededPermission[],
  ): Promise<readonly NeededPermission[] | 'unseen' | 'away'>;
  channels(guildId: Snowflake): Promise<readonly { readonly id: Snowflake }[] | 'unseen' | 'away'>;
}

export interface AutomodDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly guilds: Pick<Guilds, 'record'>;
  readonly enforcer: Enforcer;
  readonly discord: GuildSight;
  /** Where a guild's cases are told of, and alerts that have no channel of their own; null for nowhere. */
  readonly logChannel: (guildId: Snowflake) => Promise<Snowflake | null>;
}

export function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

/** A new id that sorts by the instant. */
export function idAt(epochMilliseconds: number): string {
  return Bun.randomUUIDv7('hex', epochMilliseconds);
}
