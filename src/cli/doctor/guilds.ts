import type { Config } from '../../platform/config/config.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

/** Asks Discord; the path comes without a version. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly flags?: number;
  readonly redirect_uris?: readonly string[];
  readonly bot_require_code_grant?: boolean;
}

export interface Gateway {
  readonly shards: number;
  readonly session_start_limit: { readonly remaining: number };
}

const PORTAL = 'https://discord.com/developers/applications';

/** What Discord knows of the application beside its token: where people come in, and where the bot is. */
export async function checkMembership(
  config: Config,
  ask: Ask,
  application: Application,
  gateway: Gateway,
): Promise<Finding[]> {
  return Promise.all([
    checkRedirect(config, application),
    checkSecret(config, ask, application),
    checkGrant(application),
    checkLogins(gateway),
    checkShards(config, gateway),
    checkGuilds(ask, application),
    checkDevGuild(config, ask),
    checkInvite(config, ask),
    checkAdmins(config, ask),
  ]);
}

async function checkRedirect({ baseUrl }: Config, { id, redirect_uris: known }: Application): Promise<Finding> {
  if (!baseUrl || known === undefined) return skipped('Redirect', 'BASE_URL/auth/callback has to be at Discord');
  const wanted = `${baseUrl}/auth/callback`;
  if (known.includes(wanted)) return ok('Redirect', wanted);
  return bad('Redirect', `Discord does not know ${wanted}`, `Add it at ${PORTAL}/${id}/oauth2, Redirects.`);
}

async function checkSecret({ discordClientSecret }: Config, ask: Ask, { id }: Application): Promise<Finding> {
  if (discordClientSecret === undefined) return skipped('Client secret', 'not set, so that nobody can sign in');
  const answer = await ask('/oauth2/token', {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${id}:${discordClientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'identify' }),
  });
  if (answer.status !== 401) return ok('Client secret', 'accepted');
  return bad(
    'Client secret',
    'Discord does not accept it',
    `Reset it at ${PORTAL}/${id}/oauth2, and set DISCORD_CLIENT_SECRET.`,
  );
}

async function checkGrant({ id, bot_require_code_grant: asks }: Application): Promise<Finding> {
  if (!asks) return ok('Adding the bot', 'needs no code grant');
  return bad(
    'Adding the bot',
    'asks for a code grant, so that it cannot be added',
    `Switch that off at ${PORTAL}/${id}/bot.`,
  );
}

const FEW_LOGINS = 50;

async function checkLogins({ session_start_limit: { remaining }, shards }: Gateway): Promise<Finding> {
  if (remaining >= Math.max(FEW_LOGINS, shards)) return ok('Logins', `${remaining} left today`);
  return bad(
    'Logins',
    `only ${remaining} left today`,
    'Something restarts again and again: look at the log before you restart it.',
  );
}

async function checkShards({ shardCount }: Config, { shards }: Gateway): Promise<Finding> {
  if (shardCount === undefined) return ok('Shards', `${shards}, as Discord recommends`);
  if (shardCount >= shards) return ok('Shards', `${shardCount}; Discord recommends ${shards}`);
  return bad(
    'Shards',
    `${shardCount}, but Discord recommends ${shards}`,
    `Set SHARD_COUNT=${shards} and share them out by SHARDS.`,
  );
}

async function checkGuilds(ask: Ask, { id }: Application): Promise<Finding> {
  const guilds = (await json(await ask('/users/@me/guilds?limit=200'))) as
    | { name: string; permissions: string }[]
    | null;
  if (guilds === null) return skipped('Guilds', 'Discord did not say');
  const invite = `https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=1099780082688`;
  if (guilds.length === 0) return bad('Guilds', 'the bot is in none', `Add it: ${invite}`);
  const without = guilds.filter(({ permissions }) => !mayManageRoles(BigInt(permissions)));
  if (without.length === 0) return ok('Guilds', `in ${guilds.length}, and may give roles in each`);
  const named = without
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ');
  return bad(
    'Guilds',
    `may not give roles in ${without.length} of ${guilds.length}: ${named}`,
    'Give its role Manage Roles there.',
  );
}

const ADMINISTRATOR = 1n << 3n;
const MANAGE_ROLES = 1n << 28n;

function mayManageRoles(permissions: bigint): boolean {
  return (permissions & (ADMINISTRATOR | MANAGE_ROLES)) !== 0n;
}

async function checkDevGuild({ discordDevGuildId }: Config, ask: Ask): Promise<Finding> {
  if (discordDevGuildId === undefined)
    return skipped('Guild for trying', 'not set; commands are registered everywhere');
  if ((await ask(`/guilds/${discordDevGuildId}`)).ok) return ok('Guild for trying', 'the bot is in it');
  return bad('Guild for trying', 'the bot is not in it', 'Correct DISCORD_DEV_GUILD_ID, or add the bot there.');
}

async function checkInvite({ discordInviteUrl }: Config, ask: Ask): Promise<Finding> {
  if (discordInviteUrl === undefined)
    return skipped('Invite', 'not set', 'Set DISCORD_INVITE_URL for the button of the site.');
  const code = new URL(discordInviteUrl).pathname.split('/').at(-1) ?? '';
  if ((await ask(`/invites/${encodeURIComponent(code)}`)).ok) return ok('Invite', 'leads into a guild');
  return bad('Invite', 'has ended, or never was', 'Make one that never expires, and set DISCORD_INVITE_URL.');
}

async function checkAdmins({ adminDiscordIds }: Config, ask: Ask): Promise<Finding> {
  if (adminDiscordIds.length === 0) return skipped('Administrators', 'nobody is named');
  const asked = await Promise.all(
    adminDiscordIds.slice(0, 10).map(async (id) => ({ id, status: (await ask(`/users/${id}`)).status })),
  );
  const strangers = asked.filter(({ status }) => status === 404).map(({ id }) => id);
  if (strangers.length === 0) return ok('Administrators', `${adminDiscordIds.length} named`);
  return bad(
    'Administrators',
    `Discord knows nobody with the id ${strangers.join(', ')}`,
    'Correct ADMIN_DISCORD_IDS.',
  );
}

async function json(response: Response): Promise<unknown> {
  return response.ok ? response.json().catch(() => null) : null;
}
