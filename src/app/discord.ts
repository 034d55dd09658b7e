import { type AuditLog, createAuditLog } from '../discord/audit-log.ts';
import { type Breaker, createBreaker } from '../discord/breaker.ts';
import { createDeeds, type Deeds } from '../discord/deeds.ts';
import { createDirectory, type Directory } from '../discord/directory/directory.ts';
import { createGuildView, type GuildView } from '../discord/directory/guild-view.ts';
import { createReach, type Reach } from '../discord/reach.ts';
import { createRest, type RestOptions, type SharedRest } from '../discord/rest.ts';
import { createDiscordWriter } from '../discord/roles/discord-writer.ts';
import { createRoleQueue, type RoleQueue } from '../discord/roles/queue.ts';
import { createStandings, type Standings } from '../discord/standings.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from './storage.ts';

/** The way to Discord's REST API and what stands on it; nothing is asked before it is used. */
export interface DiscordAccess {
  readonly rest: SharedRest;
  readonly reach: Reach;
  readonly directory: Directory;
  readonly guildView: GuildView;
  readonly roles: RoleQueue;
  readonly deeds: Deeds;
  readonly breaker: Breaker;
  readonly standings: Standings;
  readonly auditLog: AuditLog;
}

export function openDiscord(
  options: RestOptions & Pick<Storage, 'db' | 'bus'> & { readonly clock: Clock },
): DiscordAccess {
  const { db, bus, clock, log } = options;
  const rest = createRest(options);
  const directory = createDirectory({ rest, clock });
  const breaker = createBreaker(clock, rest);
  const reach = { rest, directory, clock, breaker };
  const roles = createRoleQueue({ db, bus, clock, log, writer: createDiscordWriter(reach) });
  return {
    ...{ rest, directory, roles, breaker },
    reach: createReach({ rest }),
    guildView: createGuildView({ directory }),
    deeds: createDeeds(reach),
    standings: createStandings(reach),
    auditLog: createAuditLog(rest),
  };
}
