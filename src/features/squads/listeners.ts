import { type Client, Events, type GuildMember, type PartialGuildMember } from 'discord.js';
import type { Snowflake } from '../../shared/ids.ts';
import type { Squads } from './service/index.ts';

export interface ListenerDeps {
  readonly squads: Pick<Squads, 'guildsWithSquads' | 'reconcile' | 'rolesChanged' | 'markDeparted' | 'markReturned'>;
  readonly directory: {
    /** Everybody in a guild; null where the bot may not know. */
    members(
      guildId: Snowflake,
    ): Promise<readonly { readonly userId: Snowflake; readonly roleIds: readonly Snowflake[] }[] | null>;
  };
}

/** Roles that were changed by hand, and members who come and go. */
export function createListeners({ squads, directory }: ListenerDeps) {
  async function reconcile({ guilds }: Client<true>): Promise<void> {
    for (const guildId of await squads.guildsWithSquads()) {
      const members = guilds.cache.has(guildId) ? await directory.members(guildId) : null;
      if (members) await squads.reconcile(guildId, members);
    }
  }

  /** A member whose roles were not known before says nothing of what changed; the next start makes up for it. */
  function updated(before: GuildMember | PartialGuildMember, { guild, id, roles }: GuildMember) {
    if (before.partial) return undefined;
    const [old, now] = [before.roles.cache, roles.cache];
    const added = [...now.keys()].filter((roleId) => !old.has(roleId));
    const removed = [...old.keys()].filter((roleId) => !now.has(roleId));
    return added.length + removed.length > 0 ? squads.rolesChanged(guild.id, id, { added, removed }) : undefined;
  }

  /** What a listener returns is waited for at shutdown, and logged when it fails. */
  return (client: Client): void => {
    client.on(Events.ClientReady, reconcile);
    client.on(Events.GuildMemberUpdate, updated);
    client.on(Events.GuildMemberRemove, ({ guild, id }) => squads.markDeparted(guild.id, id));
    client.on(Events.GuildMemberAdd, ({ guild, id }) => squads.markReturned(guild.id, id));
  };
}
