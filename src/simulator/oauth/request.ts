import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { memberPermissions } from '../permissions.ts';
import type { SimulatedGuild } from '../types.ts';
import type { World } from '../world/world.ts';

/** What an application asks a person for. */
export interface AuthorizationRequest {
  clientId: Snowflake;
  scopes: readonly string[];
  /** Absent only when nothing but a bot is to be installed. */
  redirectUri: string | null;
  state: string | null;
  challenge?: { value: string; method: 'S256' | 'plain' };
  /** Where to install the bot, and what its role may do. */
  install: { guildId: Snowflake | null; permissions: bigint } | null;
}

const SCOPES = new Set([
  'identify',
  'email',
  'guilds',
  'guilds.join',
  'guilds.members.read',
  'bot',
  'applications.commands',
]);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Reads the query (or form) of an authorization; a text says in a sentence what is wrong with it. */
export function readAuthorization(fields: URLSearchParams, applicationId: Snowflake): AuthorizationRequest | string {
  const scopes = (fields.get('scope') ?? '').split(/[ +]+/).filter(Boolean);
  const isInstall = scopes.includes('bot');
  const redirectUri = fields.get('redirect_uri');
  const problem =
    (fields.get('client_id') !== applicationId &&
      'Unknown application: the client_id is not the one of this simulated Discord.') ||
    (scopes.length === 0 && 'The scope is missing.') ||
    (scopes.some((scope) => !SCOPES.has(scope)) && 'The requested scope is invalid, unknown, or malformed.') ||
    redirectProblem(redirectUri, isInstall) ||
    (redirectUri && fields.get('response_type') !== 'code' && 'The response_type must be "code".') ||
    permissionsProblem(fields.get('permissions'));
  if (problem) return problem;
  return {
    clientId: applicationId,
    scopes,
    redirectUri,
    state: fields.get('state'),
    install: isInstall
      ? { guildId: fields.get('guild_id') || null, permissions: BigInt(fields.get('permissions') || 0) }
      : null,
    ...challengeOf(fields),
  };
}

function redirectProblem(redirectUri: string | null, isInstall: boolean): string | false {
  if (redirectUri === null) return !isInstall && 'The redirect_uri is missing.';
  const url = URL.parse(redirectUri);
  const fits = url && /^https?:$/.test(url.protocol) && LOOPBACK.has(url.hostname) && !url.hash;
  return (
    !fits &&
    'The redirect_uri is not one of this machine. The simulated Discord sends people to loopback addresses only.'
  );
}

function permissionsProblem(permissions: string | null): string | false {
  return permissions !== null && !/^\d{0,20}$/.test(permissions) && 'The permissions must be a number.';
}

function challengeOf(fields: URLSearchParams): Pick<AuthorizationRequest, 'challenge'> {
  const value = fields.get('code_challenge');
  if (!value) return {};
  return { challenge: { value, method: fields.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' } };
}

/** Guilds that a person may install the bot in: those he manages. */
export function installableGuilds(world: World, userId: Snowflake): SimulatedGuild[] {
  return Object.values(world.state.guilds).filter((place) => {
    const member = place.members.find(({ user }) => user.id === userId);
    return (
      member && (memberPermissions(place, null, member, world.clock.now()) & PermissionFlagsBits.ManageGuild) !== 0n
    );
  });
}
