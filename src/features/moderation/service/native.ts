import { type Snowflake, snowflakeTime } from '../../../shared/ids.ts';
import type { Case, NativeDeed } from '../model.ts';
import * as marks from '../store/audit-marks.ts';
import * as store from '../store/cases.ts';
import { endOthers } from './acting.ts';
import { type Chronicle, idAt, instant, instantOrNull, type ModerationDeps } from './context.ts';
import type { ModLog } from './mod-log.ts';

/** What moderators do by Discord's own menus, taken from its audit log, once each. */
export function createNative(deps: ModerationDeps, chronicle: Chronicle, { tellLog }: ModLog) {
  const { db, clock, log, auditLog } = deps;
  /** Guilds of which nothing is missing up to now; in others, what is heard must not hide what was missed. */
  const complete = new Set<Snowflake>();

  function write(guildId: Snowflake, deed: NativeDeed): Promise<Case | null> {
    return db.transaction(async (tx) => {
      await store.lockGuild(tx, guildId);
      if (await store.findByEntry(tx, guildId, deed.entryId)) return null;
      const now = Math.min(clock.now(), snowflakeTime(deed.entryId));
      const { action, userId, userTag, moderatorId, moderatorTag, reason } = deed;
      const written = await store.addCase(tx, {
        ...{ guildId, action, userId, userTag, moderatorId, moderatorTag, reason },
        id: idAt(now),
        source: 'native',
        outcome: 'applied',
        expiresAt: instantOrNull(deed.expiresAt),
        auditEntryId: deed.entryId,
        now: instant(now),
      });
      const by = { id: moderatorId, name: moderatorTag };
      await chronicle.note(tx, written, { kind: 'created', by });
      await endOthers(deps, chronicle, tx, written);
      return written;
    });
  }

  /** @returns null for our own deeds, which have their case, and for what is known */
  async function ingest(guildId: Snowflake, botId: Snowflake, deed: NativeDeed): Promise<Case | null> {
    if (deed.moderatorId === botId) return null;
    const written = await write(guildId, deed);
    if (!written) return null;
    chronicle.changed(written, true);
    tellLog(written);
    return written;
  }

  return {
    ingest,

    /** An entry of the log was heard of, whatever it says. */
    async heard(guildId: Snowflake, entryId: Snowflake): Promise<void> {
      if (complete.has(guildId)) await marks.markAudit(db, guildId, entryId);
    },

    /** What was done while nobody listened. The first time only says where to begin. @returns how many new cases */
    async catchUp(guildId: Snowflake, botId: Snowflake): Promise<number> {
      complete.delete(guildId);
      try {
        const mark = await marks.findAuditMark(db, guildId);
        if (mark === null) {
          const newest = await auditLog.newest(guildId);
          if (newest === null) return 0;
          await marks.markAudit(db, guildId, newest);
          complete.add(guildId);
          return 0;
        }
        const missed = await auditLog.since(guildId, mark);
        if (!missed) return 0;
        let count = 0;
        for (const deed of missed.deeds) if (await ingest(guildId, botId, deed)) count++;
        await marks.markAudit(db, guildId, missed.last);
        complete.add(guildId);
        return count;
      } catch (error) {
        log.warn({ err: error, guild_id: guildId }, 'the audit log could not be read; the next start tries again');
        return 0;
      }
    },
  };
}
