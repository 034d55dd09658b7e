import {
  type APIAuditLogEntry,
  AuditLogEvent,
  DiscordAPIError,
  type REST,
  type RESTGetAPIAuditLogResult,
  Routes,
} from 'discord.js';
import type { Snowflake } from '../shared/ids.ts';
import { legible } from '../shared/legible.ts';

/** Something that a moderator did by Discord's own menus. */
export interface ModeratorDeed {
  readonly entryId: Snowflake;
  readonly action: 'kick' | 'ban' | 'unban' | 'timeout' | 'untimeout';
  readonly userId: Snowflake;
  readonly userTag: string | null;
  readonly moderatorId: Snowflake;
  readonly moderatorTag: string | null;
  readonly reason: string | null;
  /** Epoch milliseconds; of a timeout. */
  readonly expiresAt: number | null;
}

/** An entry, as far as it matters here. */
export type AuditEntry = Pick<APIAuditLogEntry, 'id' | 'user_id' | 'target_id' | 'reason'> & {
  readonly action_type: number;
  readonly changes?: readonly { readonly key: string; readonly new_value?: unknown }[] | undefined;
};

type NameOf = (userId: Snowflake) => string | null;

/** Reads Discord's audit log. Every answer is null where the bot may not see it. */
export interface AuditLog {
  /** What an entry says was done; null for what is no moderating, or names nobody. */
  deedOf(entry: AuditEntry, nameOf: NameOf): ModeratorDeed | null;
  /** Deeds after an entry, oldest first, at most 1,000, and the newest entry of any kind. Throws when Discord is away. */
  since(
    guildId: Snowflake,
    entryId: Snowflake,
  ): Promise<{ readonly deeds: readonly ModeratorDeed[]; readonly last: Snowflake } | null>;
  /** The newest entry; `0` for an empty log. */
  newest(guildId: Snowflake): Promise<Snowflake | null>;
}

const PAGE = 100;
const PAGES = 10;

function deedOf(entry: AuditEntry, nameOf: NameOf): ModeratorDeed | null {
  const { id, user_id: moderatorId, target_id: userId, reason } = entry;
  const kind = kindOf(entry);
  if (!kind || !moderatorId || !userId) return null;
  return {
    ...kind,
    entryId: id,
    userId,
    userTag: nameOf(userId),
    moderatorId,
    moderatorTag: nameOf(moderatorId),
    reason: reason ? legible(reason) : null,
  };
}

function kindOf({ action_type: type, changes = [] }: AuditEntry): Pick<ModeratorDeed, 'action' | 'expiresAt'> | null {
  switch (type) {
    case AuditLogEvent.MemberKick:
      return { action: 'kick', expiresAt: null };
    case AuditLogEvent.MemberBanAdd:
      return { action: 'ban', expiresAt: null };
    case AuditLogEvent.MemberBanRemove:
      return { action: 'unban', expiresAt: null };
    case AuditLogEvent.MemberUpdate: {
      const change = changes.find(({ key }) => key === 'communication_disabled_until');
      if (!change) return null;
      const until = typeof change.new_value === 'string' ? Date.parse(change.new_value) : null;
      return until === null ? { action: 'untimeout', expiresAt: null } : { action: 'timeout', expiresAt: until };
    }
    default:
      return null;
  }
}

function deedsIn({ users }: RESTGetAPIAuditLogResult, entries: readonly APIAuditLogEntry[]): ModeratorDeed[] {
  const names = new Map(users.map(({ id, username }) => [id, legible(username)]));
  return entries.flatMap((entry) => deedOf(entry, (id) => names.get(id) ?? null) ?? []);
}

export function createAuditLog(rest: REST): AuditLog {
  async function page(guildId: Snowflake, query: Record<string, string>): Promise<RESTGetAPIAuditLogResult | null> {
    try {
      const found = await rest.get(Routes.guildAuditLog(guildId), { query: new URLSearchParams(query) });
      return found as RESTGetAPIAuditLogResult;
    } catch (error) {
      if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return null;
      throw error;
    }
  }

  return {
    deedOf,
    async since(guildId, entryId) {
      const deeds: ModeratorDeed[] = [];
      let last = entryId;
      for (let turn = 0; turn < PAGES; turn++) {
        const found = await page(guildId, { after: last, limit: String(PAGE) });
        if (!found) return null;
        const entries = found.audit_log_entries.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
        deeds.push(...deedsIn(found, entries));
        last = entries.at(-1)?.id ?? last;
        if (entries.length < PAGE) break;
      }
      return { deeds, last };
    },
    async newest(guildId) {
      const found = await page(guildId, { limit: '1' });
      return found && (found.audit_log_entries[0]?.id ?? '0');
    },
  };
}
