import { GatewayIntentBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { SimulatedGuild, SimulatedMember } from '../types.ts';
import { isRecord } from './protocol.ts';
import type { Session } from './session.ts';

const CHUNK = 1000;
/** The most members that a search, or a list of ids, brings. */
const SEARCH_LIMIT = 100;

interface Request {
  guildId: Snowflake;
  query: string | null;
  limit: number;
  userIds: Snowflake[] | null;
  nonce: string | undefined;
}

/**
 * Answers op 8 with GUILD_MEMBERS_CHUNK events of at most 1000 members. Whole lists without the GUILD_MEMBERS intent
 * get no answer at all, as from Discord.
 */
export function sendMembers(session: Session, guilds: Record<Snowflake, SimulatedGuild>, body: unknown): void {
  const request = read(body);
  const guild = request && session.handles(request.guildId) ? guilds[request.guildId] : undefined;
  if (!request || !guild) return;
  const wholeList = request.userIds === null && request.query === '' && request.limit === 0;
  if (wholeList && (session.intents & GatewayIntentBits.GuildMembers) === 0) return;
  const members = wholeList ? guild.members : select(guild.members, request);
  const known = new Set(members.map(({ user }) => user.id));
  sendChunks(session, request, members, request.userIds?.filter((id) => !known.has(id)) ?? []);
}

function select(members: readonly SimulatedMember[], { userIds, query, limit }: Request): SimulatedMember[] {
  if (userIds) {
    const wanted = new Set(userIds.slice(0, SEARCH_LIMIT));
    return members.filter(({ user }) => wanted.has(user.id));
  }
  const prefix = (query ?? '').toLowerCase();
  const found = members.filter(({ user, nick }) =>
    [user.username, user.global_name, nick].some((name) => name?.toLowerCase().startsWith(prefix)),
  );
  return found.slice(0, Math.min(limit || SEARCH_LIMIT, SEARCH_LIMIT));
}

function sendChunks(
  session: Session,
  request: Request,
  members: readonly SimulatedMember[],
  notFound: Snowflake[],
): void {
  const count = Math.max(1, Math.ceil(members.length / CHUNK));
  for (let index = 0; index < count; index += 1) {
    session.send('GUILD_MEMBERS_CHUNK', {
      guild_id: request.guildId,
      members: members.slice(index * CHUNK, (index + 1) * CHUNK),
      chunk_index: index,
      chunk_count: count,
      ...(notFound.length > 0 && index === 0 ? { not_found: notFound } : {}),
      ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    });
  }
}

function read(body: unknown): Request | null {
  if (!isRecord(body) || typeof body.guild_id !== 'string') return null;
  const ids = typeof body.user_ids === 'string' ? [body.user_ids] : body.user_ids;
  const userIds = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : null;
  const query = typeof body.query === 'string' ? body.query : null;
  if (userIds === null && query === null) return null;
  return {
    guildId: body.guild_id,
    query,
    limit: typeof body.limit === 'number' ? body.limit : 0,
    userIds,
    nonce: typeof body.nonce === 'string' && body.nonce.length <= 32 ? body.nonce : undefined,
  };
}
