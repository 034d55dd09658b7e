import type { Snowflake } from '../../shared/ids.ts';
import type { Dispatch, SimulatedMember, WorldState } from '../types.ts';

/** Something that changed, besides messages: `{ type: 'role_added', guild_id, user_id, role_id }`. */
export interface Change {
  type: string;
  [field: string]: unknown;
}

type Known = Pick<SimulatedMember, 'roles' | 'nick' | 'communication_disabled_until'>;
type MemberEvent = SimulatedMember & { guild_id: Snowflake };

/** Translates dispatches; remembers members, since an update tells only what is, not what was. */
export function createChangeReader(state: WorldState): { read(dispatch: Dispatch): Change[]; refresh(): void } {
  const members = new Map<string, Known>();

  function note(guildId: Snowflake, { user, roles, nick, communication_disabled_until: until }: SimulatedMember): void {
    members.set(`${guildId} ${user.id}`, {
      roles: [...roles],
      nick: nick ?? null,
      communication_disabled_until: until ?? null,
    });
  }

  function refresh(): void {
    members.clear();
    for (const place of Object.values(state.guilds)) for (const member of place.members) note(place.guild.id, member);
  }

  function updated({ guild_id: guildId, ...member }: MemberEvent): Change[] {
    const before = members.get(`${guildId} ${member.user.id}`);
    note(guildId, member);
    return before
      ? differences(before, member).map((change) => ({ ...change, guild_id: guildId, user_id: member.user.id }))
      : [];
  }

  function joined({ guild_id: guildId, ...member }: MemberEvent): Change[] {
    note(guildId, member);
    return [{ type: 'member_joined', guild_id: guildId, member }];
  }

  refresh();
  return {
    refresh,
    read({ t, d }) {
      if (t === 'GUILD_MEMBER_UPDATE') return updated(d as MemberEvent);
      if (t === 'GUILD_MEMBER_ADD') return joined(d as MemberEvent);
      const type = PLAIN[t];
      return type ? [{ ...renamed(t, d as Record<string, unknown>), type }] : [];
    },
  };
}

function differences(before: Known, after: SimulatedMember): Change[] {
  const added = after.roles.filter((id) => !before.roles.includes(id));
  const removed = before.roles.filter((id) => !after.roles.includes(id));
  const until = after.communication_disabled_until ?? null;
  const changes: Change[] = [
    ...added.map((role_id) => ({ type: 'role_added', role_id })),
    ...removed.map((role_id) => ({ type: 'role_removed', role_id })),
  ];
  if (until !== (before.communication_disabled_until ?? null)) {
    changes.push(until ? { type: 'timed_out', until } : { type: 'timeout_lifted' });
  }
  if ((after.nick ?? null) !== (before.nick ?? null)) changes.push({ type: 'nick_changed', nick: after.nick ?? null });
  return changes;
}

/** Dispatches whose body tells the change as it is. */
const PLAIN: Readonly<Record<string, string>> = {
  GUILD_MEMBER_REMOVE: 'member_left',
  GUILD_BAN_ADD: 'member_banned',
  GUILD_BAN_REMOVE: 'member_unbanned',
  GUILD_ROLE_CREATE: 'role_created',
  GUILD_ROLE_UPDATE: 'role_updated',
  GUILD_ROLE_DELETE: 'role_deleted',
  CHANNEL_CREATE: 'channel_created',
  CHANNEL_UPDATE: 'channel_updated',
  CHANNEL_DELETE: 'channel_deleted',
  THREAD_CREATE: 'thread_created',
  MESSAGE_DELETE: 'message_deleted',
  MESSAGE_DELETE_BULK: 'messages_deleted',
  MESSAGE_REACTION_ADD: 'reaction_added',
  MESSAGE_REACTION_REMOVE: 'reaction_removed',
  GUILD_DELETE: 'guild_left',
};

/** Channels and threads have a `type` of their own, so they stand under `channel`. */
function renamed(t: string, d: Record<string, unknown>): Record<string, unknown> {
  if (t.startsWith('CHANNEL_') || t.startsWith('THREAD_')) return { guild_id: d.guild_id, channel: d };
  if (t === 'MESSAGE_DELETE') return { guild_id: d.guild_id, channel_id: d.channel_id, message_id: d.id };
  if (t === 'MESSAGE_DELETE_BULK') return { guild_id: d.guild_id, channel_id: d.channel_id, message_ids: d.ids };
  return d;
}
