import {
  type APIAuditLogChange,
  type APIAuditLogEntry,
  type AuditLogEvent,
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { Act, WorldCore } from './core.ts';

export interface AuditFields {
  event: AuditLogEvent;
  targetId: Snowflake | null;
  changes?: readonly { key: string; old_value?: unknown; new_value?: unknown }[];
  options?: Record<string, string>;
}

/** Discord keeps 45 days; we keep this many entries a guild. */
const KEPT = 2_000;

/** Writes the audit log and tells the bot, if it may see the log. */
export function recordAudit(core: WorldCore, guildId: Snowflake, act: Act, fields: AuditFields): void {
  const place = core.guild(guildId);
  if (!place || !act.by) return;
  const entry: APIAuditLogEntry = {
    id: core.snowflake(),
    user_id: act.by,
    target_id: fields.targetId,
    action_type: fields.event,
    ...(fields.changes?.length ? { changes: fields.changes as APIAuditLogChange[] } : {}),
    ...(fields.options ? { options: fields.options as NonNullable<APIAuditLogEntry['options']> } : {}),
    ...(act.reason ? { reason: act.reason } : {}),
  };
  place.audit.push(entry);
  if (place.audit.length > KEPT) place.audit.shift();
  core.emit(
    {
      t: GatewayDispatchEvents.GuildAuditLogEntryCreate,
      d: { ...entry, guild_id: guildId },
      guildId,
      intents: GatewayIntentBits.GuildModeration,
    },
    { permission: PermissionFlagsBits.ViewAuditLog },
  );
}

/** What differs between two versions of an object, as the audit log writes it. */
export function changesBetween<T extends object>(before: T, after: T, keys: readonly (keyof T & string)[]) {
  return keys
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({
      key,
      ...(before[key] == null ? {} : { old_value: before[key] }),
      ...(after[key] == null ? {} : { new_value: after[key] }),
    }));
}
