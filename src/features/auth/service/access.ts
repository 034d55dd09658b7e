import type { Log } from '../../../platform/log.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Standing } from '../model.ts';
import { rightFrom } from '../rules.ts';

/** What Discord knows of guilds and people, a minute old at most. Everything may throw when Discord is away. */
export interface GuildDirectory {
  /** Those that the bot is in. */
  guilds(): Promise<readonly Standing['guild'][]>;
  member(guildId: Snowflake, userId: Snowflake): Promise<object | null>;
  permissions(guildId: Snowflake, userId: Snowflake): Promise<bigint>;
}

export interface AccessDeps {
  readonly directory: GuildDirectory;
  /** Who administers the whole instance. */
  readonly isAdmin: (userId: Snowflake) => boolean;
  readonly log: Log;
  /** Milliseconds that somebody waits for a page at most while Discord thinks; 3,000 unless given. */
  readonly patience?: number;
}

/** Milliseconds after an answer that did not come in time, in which nobody waits for another; what is known still counts. */
const PAUSE = 5_000;
const NO_PATIENCE = 50;

/** Who may do what, asked of Discord each time. When it does not answer nobody may do anything. */
export function createAccess({ directory, isAdmin, log, patience = 3_000 }: AccessDeps) {
  let slowUntil = 0;

  /** Discord is not asked about guilds that the bot is not in: it bans who asks too often for what is not his. */
  async function standing(userId: Snowflake, guildId: Snowflake): Promise<Standing | null> {
    const guild = (await directory.guilds()).find(({ id }) => id === guildId);
    return guild ? standingIn(userId, guild) : null;
  }

  async function standingIn(userId: Snowflake, { id, name, icon }: Standing['guild']): Promise<Standing | null> {
    const guild = { id, name, icon };
    if (isAdmin(userId)) return { guild, right: 'admin' };
    if (!(await directory.member(id, userId))) return null;
    return { guild, right: rightFrom(await directory.permissions(id, userId)) };
  }

  async function everyStanding(userId: Snowflake): Promise<Standing[]> {
    const found = await Promise.all((await directory.guilds()).map((guild) => standingIn(userId, guild)));
    return found.filter((one) => one !== null);
  }

  async function closed<Known>(asked: Promise<Known>): Promise<Known | 'away'> {
    const slow = performance.now() < slowUntil;
    try {
      return await inTime(asked, slow ? Math.min(NO_PATIENCE, patience) : patience);
    } catch (error) {
      if (error instanceof TooLate && !slow) slowUntil = performance.now() + PAUSE;
      log.warn({ err: error }, 'rights are not known, so nothing is allowed');
      return 'away';
    }
  }

  return {
    isAdmin,

    /** What a person may do in a guild; null when it is not there for him, `away` when Discord does not answer. */
    standing: (userId: Snowflake, guildId: Snowflake): Promise<Standing | null | 'away'> =>
      closed(standing(userId, guildId)),

    /** Every guild of the bot's that a person is in, by name; all of them for who administers the instance. */
    guilds: (userId: Snowflake): Promise<Standing[] | 'away'> => closed(everyStanding(userId)),
  };
}

class TooLate extends Error {}

/** @param limit milliseconds. @throws TooLate */
async function inTime<Known>(asked: Promise<Known>, limit: number): Promise<Known> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TooLate(`no answer within ${limit} ms`)), limit);
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
