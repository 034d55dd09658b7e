import type { Log } from '../../../platform/log.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Standing } from '../model.ts';
import { rightFrom } from '../rules.ts';

/** What Discord knows of guilds and people, a minute old at most. Everything may throw when Discord is away. */
export interface GuildDirectory {
  guilds(): Promise<readonly Standing['guild'][]>;
  guild(guildId: Snowflake): Promise<Standing['guild'] | null>;
  member(guildId: Snowflake, userId: Snowflake): Promise<object | null>;
  permissions(guildId: Snowflake, userId: Snowflake): Promise<bigint>;
}

export interface AccessDeps {
  readonly directory: GuildDirectory;
  /** Who administers the whole instance. */
  readonly isAdmin: (userId: Snowflake) => boolean;
  readonly log: Log;
}

/** Milliseconds that somebody waits for a page at most while Discord thinks. */
const PATIENCE = 5_000;

/** Who may do what, asked of Discord each time. When it does not answer nobody may do anything. */
export function createAccess({ directory, isAdmin, log }: AccessDeps) {
  async function standing(userId: Snowflake, guildId: Snowflake): Promise<Standing | null> {
    const found = await directory.guild(guildId);
    if (!found) return null;
    const guild = { id: found.id, name: found.name, icon: found.icon };
    if (isAdmin(userId)) return { guild, right: 'admin' };
    if (!(await directory.member(guildId, userId))) return null;
    return { guild, right: rightFrom(await directory.permissions(guildId, userId)) };
  }

  async function closed<Known>(asked: Promise<Known>): Promise<Known | 'away'> {
    try {
      return await inTime(asked);
    } catch (error) {
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
    async guilds(userId: Snowflake): Promise<Standing[] | 'away'> {
      const found = await closed(
        directory.guilds().then((all) => Promise.all(all.map(({ id }) => standing(userId, id)))),
      );
      return found === 'away' ? found : found.filter((one) => one !== null);
    },
  };
}

async function inTime<Known>(asked: Promise<Known>): Promise<Known> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  try {
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
