import type { Bus } from '../../platform/bus/bus.ts';
import { createCache } from '../../platform/cache.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import { type Actor, authorship } from '../../shared/actor.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { checkedBy } from '../../shared/issues.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import {
  type AuditEntry,
  type AuditRow,
  type GuildChoices,
  type GuildSettings,
  type GuildSettingsInput,
  guildSettingsInput,
  NO_CHOICES,
} from './model.ts';
import * as store from './store.ts';

export type { Actor } from '../../shared/actor.ts';

export interface GuildsDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this bot process among its siblings, by its shards; outages are kept under it. By default `gateway`. */
  readonly source?: string | undefined;
}

interface SettingsWrite {
  readonly actor: Actor;
  /** Written only while the settings are these. */
  readonly expected?: GuildSettingsInput | undefined;
  /** For the audit log. */
  readonly target?: string | null;
}

export type Guilds = ReturnType<typeof createGuilds>;

const MINUTE = 60_000;
const REMEMBERED = 5_000;
/** A shorter silence never cost anyone a day. */
const SHORTEST_OUTAGE = 5 * MINUTE;

/** What every feature needs to know of a guild: its settings, who changed what, and when the bot was deaf. */
export function createGuilds({ db, bus, clock, log, source = 'gateway' }: GuildsDeps) {
  const zones = createCache<string>({ max: REMEMBERED, ttl: MINUTE, clock });
  const stop = bus.subscribe('config.changed', ({ guildId, feature }) => {
    if (feature === 'guilds') zones.delete(guildId);
  });
  const choices = async (guildId: Snowflake) => (await store.findSettings(db, guildId)) ?? NO_CHOICES;
  const deaf = new Set<number>();
  let heard = false;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  const now = () => new Date(clock.now()).toISOString();
  const newId = () => Bun.randomUUIDv7('hex', clock.now());

  /** Notes that the guilds are heard, once they are. */
  async function beat(): Promise<void> {
    if (heard && deaf.size === 0) await store.saveHeartbeat(db, source, now());
  }

  /** A long time since the last heartbeat is an outage, until `gatewayUp`. */
  async function noteSilence(): Promise<void> {
    const seenAt = await store.findHeartbeat(db, source);
    if (seenAt && clock.now() - seenAt.getTime() >= SHORTEST_OUTAGE) {
      await store.openOutage(db, newId(), source, seenAt.toISOString());
    }
  }

  function beatAndLog(): void {
    beat().catch((error: unknown) => log.warn({ err: error }, 'heartbeat not recorded'));
  }

  const record = (tx: Tx, entry: AuditEntry): Promise<void> => store.addAudit(tx, newId(), entry, now());

  /** Writes with an audit entry inside the caller's transaction; null when the settings are not `expected` any more. */
  async function writeSettings(
    tx: Tx,
    guildId: Snowflake,
    input: GuildSettingsInput,
    { actor, expected, target = null }: SettingsWrite,
  ): Promise<GuildChoices | null> {
    const before = await store.lockSettings(tx, guildId, now());
    if (expected !== undefined && !isSame(before, expected)) return null;
    const after = withInput(before, input);
    await store.saveSettings(tx, guildId, after, now());
    await record(tx, {
      guildId,
      ...authorship(actor),
      action: 'guild.settings.changed',
      target,
      before,
      after,
    });
    return after;
  }

  /** After the commit: tells everyone. */
  function settingsWritten(guildId: Snowflake): void {
    zones.delete(guildId);
    bus.publish('config.changed', { guildId, feature: 'guilds' });
  }

  return {
    /** UTC, and shown to nobody outside, until somebody chooses. */
    async settings(guildId: Snowflake): Promise<GuildSettings> {
      return { guildId, ...(await choices(guildId)) };
    },

    /** By which a guild's days are shown; at most a minute old. */
    timezone: (guildId: Snowflake): Promise<string> =>
      zones.through(guildId, async () => (await choices(guildId)).timezone),

    /** Whether anybody ever saved settings of the guild. */
    isChosen: async (guildId: Snowflake): Promise<boolean> => (await store.findSettings(db, guildId)) !== null,

    /** Guilds whose managers chose to show them to everybody. */
    publicGuilds: (): Promise<Snowflake[]> => store.listPublic(db),

    /** `expected` guards against overwriting somebody else's change. */
    async putSettings(
      guildId: Snowflake,
      input: GuildSettingsInput,
      actor: Actor,
      expected?: GuildSettingsInput,
    ): Promise<GuildSettings | Refusal<'unknown_time_zone' | 'settings_changed_meanwhile'>> {
      if (!(await store.knowsZone(db, input.timezone)))
        return refuse('unknown_time_zone', { timezone: input.timezone });
      const written = await db.transaction((tx) => writeSettings(tx, guildId, input, { actor, expected }));
      if (!written) return refuse('settings_changed_meanwhile');
      settingsWritten(guildId);
      return { guildId, ...written };
    },

    writeSettings,
    settingsWritten,

    /** Whether settings from outside are some, or everything that is wrong with them. */
    async checkSettings(value: unknown) {
      const checked = checkedBy(guildSettingsInput, value);
      if ('issues' in checked || (await store.knowsZone(db, checked.value.timezone))) return checked;
      return { issues: [{ path: 'timezone', message: 'is no time zone here; take a name like Europe/Berlin' }] };
    },

    /** Writes one audit entry inside the caller's transaction. */
    record,

    /** Newest first, at most `limit`; `before` is the id of the last one seen. */
    audit(guildId: Snowflake | null, limit = 50, before: string | null = null): Promise<AuditRow[]> {
      return store.listAudit(db, guildId, before, limit);
    },

    /** What was written after an id, oldest first. */
    auditSince: (guildId: Snowflake, after: string, limit: number): Promise<AuditRow[]> =>
      store.listAuditSince(db, guildId, after, limit),

    /** Positions in a guild's audit chain that were tampered with; empty when all is well. */
    verifyAudit: (guildId: Snowflake | null): Promise<number[]> => store.findBrokenLinks(db, guildId),

    /** Before the bot logs in: what was missed since the last heartbeat is noted. Beats every minute once the bot hears. */
    async started(): Promise<void> {
      await store.closeAbandonedOutages(db, now());
      await noteSilence();
      heartbeat ??= setInterval(beatAndLog, MINUTE);
    },

    /** Ends the heartbeat with a last one. */
    async close(): Promise<void> {
      stop();
      if (heartbeat === undefined) return;
      clearInterval(heartbeat);
      heartbeat = undefined;
      await beat();
    },

    async gatewayDown(shard: number): Promise<void> {
      deaf.add(shard);
      await store.openOutage(db, newId(), source, now());
    },

    async gatewayUp(shard: number): Promise<void> {
      deaf.delete(shard);
      if (deaf.size > 0) return;
      // Discord may have been away for long after the start.
      if (!heard) await noteSilence();
      heard = true;
      await store.closeOutages(db, source, now());
      await beat();
    },
  };
}

/** What an input leaves out stays. */
function withInput(before: GuildChoices, input: GuildSettingsInput): GuildChoices {
  return {
    timezone: input.timezone,
    isPublic: input.isPublic ?? before.isPublic,
    logChannelId: input.logChannelId === undefined ? before.logChannelId : input.logChannelId,
    appeal: input.appeal === undefined ? before.appeal : input.appeal,
    tellsWarned: input.tellsWarned ?? before.tellsWarned,
  };
}

function isSame(stored: GuildChoices, expected: GuildSettingsInput): boolean {
  return Bun.deepEquals(stored, withInput(stored, expected));
}
