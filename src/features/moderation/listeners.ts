import { type Client, Events, type Guild, type GuildAuditLogsEntry } from 'discord.js';
import type { Snowflake } from '../../shared/ids.ts';
import type { NativeDeed } from './model.ts';
import type { Moderation } from './service/index.ts';

export interface ListenerDeps {
  readonly moderation: Pick<Moderation, 'ingest' | 'heard' | 'catchUp'>;
  readonly auditLog: {
    /** Reads one entry as Discord's API has it; null when it is no moderating. */
    deedOf(entry: RawEntry, nameOf: (userId: Snowflake) => string | null): NativeDeed | null;
  };
}

type RawEntry = {
  id: string;
  action_type: number;
  user_id: string | null;
  target_id: string | null;
  reason?: string;
  changes?: { key: string; new_value?: unknown; old_value?: unknown }[];
};

/** What moderators do by Discord's own menus, as it happens and from while the bot was away. */
export function createListeners({ moderation, auditLog }: ListenerDeps) {
  async function entry(logged: GuildAuditLogsEntry, guild: Guild): Promise<void> {
    const { client } = guild;
    const nameOf = (id: Snowflake) => client.users.cache.get(id)?.username ?? null;
    const deed = auditLog.deedOf(raw(logged), nameOf);
    if (deed) await moderation.ingest(guild.id, client.user.id, deed);
    await moderation.heard(guild.id, logged.id);
  }

  async function catchUp({ guilds, user }: Client<true>): Promise<void> {
    for (const guildId of guilds.cache.keys()) await moderation.catchUp(guildId, user.id);
  }

  return (client: Client): void => {
    client.on(Events.ClientReady, catchUp);
    // A connection begun anew replays nothing, unlike one that is resumed.
    client.on(Events.ShardReady, () => (client.isReady() ? catchUp(client) : undefined));
    client.on(Events.GuildAuditLogEntryCreate, entry);
  };
}

function raw({ id, action, executorId, targetId, reason, changes }: GuildAuditLogsEntry): RawEntry {
  return {
    ...{ id, action_type: action, user_id: executorId, target_id: targetId },
    ...(reason === null ? {} : { reason }),
    changes: changes.map((change) => ({ key: change.key, new_value: change.new, old_value: change.old })),
  };
}
