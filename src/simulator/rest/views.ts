import type { Snowflake } from '../../shared/ids.ts';
import { guildPermissions, memberPermissions } from '../permissions.ts';
import type { SimulatedGuild } from '../types.ts';
import type { World } from '../world/world.ts';
import type { Grant } from './call.ts';

export function applicationView({ state }: World) {
  const { id, name, bot, publicKey } = state.application;
  return {
    id,
    name,
    icon: bot.avatar,
    description: '',
    type: null,
    flags: 0,
    flags_new: '0',
    bot: state.users[bot.id] ?? bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: publicKey,
  };
}

export function privateApplicationView(world: World) {
  const guilds = Object.keys(world.state.guilds).filter((guildId) => world.bot(guildId));
  const owner = world.state.users[world.state.guilds[guilds[0] ?? '']?.guild.owner_id ?? ''];
  return {
    ...applicationView(world),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: owner ?? world.state.application.bot,
    approximate_guild_count: guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['identify', 'guilds', 'email', 'bot', 'applications.commands'],
    approved_as_unverified_bot: false,
  };
}

/** A guild, with its numbers when asked for. */
export function guildView({ guild, members }: SimulatedGuild, withCounts: boolean) {
  return {
    home_header: null,
    nsfw: false,
    ...guild,
    ...(withCounts ? { approximate_member_count: members.length, approximate_presence_count: members.length } : {}),
  };
}

/** One of a user's guilds, as the list of his guilds shows it. */
export function ownGuildView({ guild, members }: SimulatedGuild, userId: Snowflake, withCounts: boolean) {
  const member = members.find(({ user }) => user.id === userId);
  const permissions = member ? guildPermissions({ guild, members } as SimulatedGuild, member) : 0n;
  return {
    id: guild.id,
    name: guild.name,
    icon: guild.icon,
    banner: guild.banner,
    owner: guild.owner_id === userId,
    permissions: String(permissions),
    features: guild.features,
    ...(withCounts ? { approximate_member_count: members.length, approximate_presence_count: members.length } : {}),
  };
}

/** The account that calls, as itself sees it; the e-mail address needs its scope. */
export function ownUserView(world: World, userId: Snowflake, grant: Grant | null) {
  const user = world.state.users[userId];
  if (!user) return undefined;
  const address = grant?.scopes.includes('email') ? { email: `${user.username}@example.invalid`, verified: true } : {};
  return {
    ...user,
    mfa_enabled: false,
    locale: 'en-US',
    premium_type: 0,
    ...(grant ? {} : { email: null, verified: true }),
    ...address,
  };
}

/** What a member may do in the guild as a whole, as a decimal string. */
export function permissionsView(world: World, place: SimulatedGuild, userId: Snowflake): string {
  const member = place.members.find(({ user }) => user.id === userId);
  return String(member ? memberPermissions(place, null, member, world.clock.now()) : 0n);
}
