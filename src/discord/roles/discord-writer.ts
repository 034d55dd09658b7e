import { DiscordAPIError, RateLimitError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Clock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { type Breaker, createBreaker } from '../breaker.ts';
import { type Directory, DiscordAway } from '../directory/directory.ts';
import type { RoleInfo } from '../directory/model.ts';
import { topPosition } from '../directory/permissions.ts';
import { type RoleLimits, roleProblem } from './rules.ts';
import type { RoleWrite } from './store.ts';

/** What became of one write. */
export type WriteResult =
  | { readonly outcome: 'done' }
  | {
      readonly outcome: 'later';
      readonly error: string /** Milliseconds, where Discord said. */;
      readonly after?: number;
    }
  | { readonly outcome: 'never'; readonly error: string };

/** Does role writes of one guild; what is asked about the guild is asked once. */
export type RoleWriter = (write: RoleWrite) => Promise<WriteResult>;

export interface DiscordWriterOptions {
  readonly rest: REST;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly breaker?: Breaker;
}

const DONE: WriteResult = { outcome: 'done' };
const LONGEST_REASON = 512;

/** @returns a function that opens a writer for a guild's next few writes */
export function createDiscordWriter(options: DiscordWriterOptions) {
  const { rest, directory, clock, breaker = createBreaker(clock, rest) } = options;
  return (guildId: Snowflake): RoleWriter => {
    let facts: Promise<GrantFacts | null> | null = null;

    async function check(write: RoleWrite): Promise<WriteResult | null> {
      const openUntil = breaker.openUntil(guildId, 'roles');
      if (openUntil !== null) return { outcome: 'later', error: 'paused', after: openUntil - clock.now() };
      if (write.action === 'remove') return null;
      facts ??= grantFacts(directory, guildId);
      const known = await facts;
      if (!known) return { outcome: 'never', error: 'guild_missing' };
      const problem = roleProblem(
        known.roles.find(({ id }) => id === write.roleId),
        known.limits,
      );
      return problem && { outcome: 'never', error: problem };
    }

    return async (write) => {
      try {
        const stopped = await check(write);
        if (stopped) return stopped;
        await send(rest, write);
        breaker.report(guildId, 'roles', null);
        return DONE;
      } catch (error) {
        breaker.report(guildId, 'roles', error);
        return judge(error, write);
      }
    };
  };
}

interface GrantFacts {
  readonly roles: readonly RoleInfo[];
  readonly limits: RoleLimits;
}

/** Asked anew for every batch: a role may have become dangerous since it was configured. */
async function grantFacts(directory: Directory, guildId: Snowflake): Promise<GrantFacts | null> {
  const [roles, self] = await Promise.all([directory.roles(guildId, 'fresh'), directory.self(guildId)]);
  return roles && self && { roles, limits: { guildId, botTop: topPosition(roles, self) } };
}

async function send(rest: REST, { guildId, userId, roleId, action, reason }: RoleWrite): Promise<void> {
  const path = Routes.guildMemberRole(guildId, userId, roleId);
  const options = { reason: reason.slice(0, LONGEST_REASON) };
  await (action === 'add' ? rest.put(path, options) : rest.delete(path, options));
}

const GONE: readonly (string | number)[] = [RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownRole];

function judge(error: unknown, { action }: RoleWrite): WriteResult {
  if (error instanceof RateLimitError) return { outcome: 'later', error: 'rate_limited', after: error.timeToReset };
  if (error instanceof DiscordAway) return { outcome: 'later', error: 'discord_away' };
  if (!(error instanceof DiscordAPIError)) return { outcome: 'later', error: String(error) };
  if (action === 'remove' && GONE.includes(error.code)) return DONE;
  const final = error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429;
  return { outcome: final ? 'never' : 'later', error: `${error.code} ${error.message}` };
}
