import type { AuditLog } from '../../../discord/audit-log.ts';
import type { Deeds } from '../../../discord/deeds.ts';
import type { Standings } from '../../../discord/standings.ts';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { Case, ModerationNo } from '../model.ts';
import type { CaseEventKind } from '../rules.ts';
import { addEvent } from '../store/events.ts';

export interface ModerationDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly deeds: Deeds;
  readonly standings: Standings;
  readonly auditLog: AuditLog;
  readonly guilds: Pick<Guilds, 'settings'>;
}

/** Who acts when no person does. */
export const BOT = { id: 'SYSTEM', name: null } as const;

export function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

export function instantOrNull(epochMilliseconds: number | null): string | null {
  return epochMilliseconds === null ? null : instant(epochMilliseconds);
}

/** A new id that sorts by the instant. */
export function idAt(epochMilliseconds: number): string {
  return Bun.randomUUIDv7('hex', epochMilliseconds);
}

interface Said {
  readonly kind: CaseEventKind;
  readonly by: { readonly id: string; readonly name: string | null };
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Adds a line to a case's history, and tells whoever looks on. */
export function createChronicle({ bus, clock }: Pick<ModerationDeps, 'bus' | 'clock'>) {
  /** Ids of one millisecond sort by chance, and events are told in the order of their ids. */
  let latest = 0;
  function nextId(now: number): string {
    latest = Math.max(now, latest + 1);
    return idAt(latest);
  }

  return {
    note(tx: Tx, one: Pick<Case, 'guildId' | 'number'>, { kind, by, data = {} }: Said): Promise<void> {
      const now = clock.now();
      return addEvent(tx, one, { id: nextId(now), kind, actorId: by.id, actorTag: by.name, data, now: instant(now) });
    },
    /** After the commit. */
    changed({ guildId, number, userId }: Pick<Case, 'guildId' | 'number' | 'userId'>, created = false): void {
      bus.publish('moderation.changed', { guildId, number, userId, created });
    },
  };
}

export type Chronicle = ReturnType<typeof createChronicle>;

/** A refusal of Discord's standing: `unseen` and `away` in words. */
export function unreachable(answer: 'unseen' | 'away'): Refusal<'guild_unseen' | 'discord_away'> {
  return refuse(answer === 'unseen' ? 'guild_unseen' : 'discord_away');
}

export function isNo(answer: object): answer is ModerationNo {
  return 'refused' in answer;
}
