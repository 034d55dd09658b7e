import type { Snowflake } from '../../shared/ids.ts';
import type { WorldCore } from './core.ts';
import type { Finders } from './find.ts';

/** Invites to a channel. They never expire. */
export function createInvites(core: WorldCore, find: Finders) {
  const all = () => core.state.invites ?? {};

  /** Answers the new invite's code. */
  function createInvite(channelId: Snowflake, inviterId: Snowflake): string {
    const code = core.snowflake().slice(-10);
    const guild_id = find.guildOfChannel(channelId)?.guild.id;
    if (!guild_id) throw new Error(`no guild channel ${channelId}`);
    const invite = { code, guild_id, channel_id: channelId, inviter_id: inviterId, created_at: core.timestamp() };
    core.state.invites = { ...all(), [code]: invite };
    core.changed();
    return code;
  }

  function deleteInvite(code: string): void {
    const { [code]: _, ...left } = all();
    core.state.invites = left;
    core.changed();
  }

  /** An invite as Discord answers it; undefined when there is none or its channel is gone. */
  function inviteView(code: string) {
    const invite = all()[code];
    const place = core.guild(invite?.guild_id ?? '');
    const channel = find.channel(invite?.channel_id ?? '');
    if (!invite || !place || !channel) return undefined;
    const { id, name, splash, banner, description, icon, features, verification_level, nsfw_level } = place.guild;
    const shown = { id, name, splash, banner, description, icon, features, verification_level, nsfw_level };
    const inviter = core.state.users[invite.inviter_id];
    return {
      type: 0,
      code,
      guild_id: id,
      guild: { ...shown, vanity_url_code: null, nsfw: false, premium_subscription_count: 0 },
      channel: { id: channel.id, type: channel.type, name: channel.name },
      ...(inviter ? { inviter } : {}),
      created_at: invite.created_at,
      expires_at: null,
      max_age: 0,
      max_uses: 0,
      uses: 0,
      temporary: false,
      approximate_member_count: place.members.length,
      approximate_presence_count: place.members.length,
    };
  }

  const invites = () =>
    Object.keys(all())
      .map(inviteView)
      .filter((view) => view !== undefined);

  return { createInvite, deleteInvite, inviteView, invites };
}
