import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { World } from '../world/world.ts';
import { type Call, type Caller, type Grant, Reply, type Route } from './call.ts';
import { DiscordError } from './errors.ts';
import { createLimits, DISCORD_QUOTAS, type Quotas, type Verdict } from './limits.ts';
import type { InteractionPort } from './ports.ts';
import { type RequestBody, readBody } from './request-body.ts';
import { createRouter, type Match } from './router.ts';
import { applicationRoutes } from './routes/application.ts';
import { banRoutes } from './routes/bans.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { memberRoutes } from './routes/members.ts';
import { messageRoutes } from './routes/messages.ts';
import { reactionRoutes } from './routes/reactions.ts';
import { roleRoutes } from './routes/roles.ts';
import { userRoutes } from './routes/users.ts';

export interface RestOptions {
  world: World;
  /** The bot's token. */
  token: string;
  /** `ws://host:port/path`, answered by `/gateway/bot`. */
  gatewayUrl: string;
  interactions: InteractionPort;
  /** Who an OAuth access token stands for. */
  bearer?: (token: string) => Grant | null;
  quotas?: Quotas;
  /** Rate limits run in real time, whatever the simulated clock says. */
  realClock?: Clock;
  /** Told about every request once it is answered. */
  onExchange?: (exchange: Exchange) => void;
  /** Told about exceptions, which are bugs: the caller sees a bare 500. */
  onBug?: (error: unknown) => void;
}

/** One request and its answer, for the wire log and for checks against Discord's schema. */
export interface Exchange {
  method: string;
  /** Below `/api/v10`, with the query. */
  path: string;
  status: number;
  /** Milliseconds of real time. */
  ms: number;
  reason?: string;
  request: unknown;
  response: unknown;
}

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Discord's REST API, version 10. */
export interface Rest {
  /**
   * Answers one request.
   * @param path the path of the request without the query, under any prefix that ends in `/api` or `/api/v10`
   */
  handle(method: string, path: string, request: Request): Promise<Response>;
}

export function createRest(options: RestOptions): Rest {
  const { world, interactions, bearer = () => null, gatewayUrl } = options;
  const realClock = options.realClock ?? systemClock;
  const limit = createLimits(options.quotas ?? DISCORD_QUOTAS, realClock);
  const find = createRouter([
    ...applicationRoutes({ gatewayUrl }),
    ...userRoutes,
    ...guildRoutes,
    ...memberRoutes(bearer),
    ...banRoutes,
    ...roleRoutes,
    ...channelRoutes,
    ...messageRoutes,
    ...reactionRoutes,
    ...commandRoutes,
    ...interactionRoutes(interactions),
  ]);

  async function answer(
    method: string,
    path: string,
    request: Request,
    read: () => Promise<RequestBody>,
  ): Promise<Answer> {
    let headers: Record<string, string> = {};
    try {
      const match = find(method, path);
      if (!match) throw new DiscordError('not_found');
      const caller = callerOf(match.route, request);
      const content = await read();
      const verdict = limit(match.route, match.params);
      headers = verdict.headers;
      if (verdict.refused) return tooMany(verdict.refused, headers);
      return { ...(await run(match, caller, request, content)), headers };
    } catch (error) {
      return { ...failure(error), headers };
    }
  }

  async function run(
    { route, params }: Match,
    caller: Caller,
    request: Request,
    { body, files }: RequestBody,
  ): Promise<Answer> {
    const call: Call = {
      world,
      caller,
      query: new URL(request.url).searchParams,
      body,
      files,
      act: actOf(caller, request),
      param: (name) => params[name] ?? '',
    };
    const result: unknown = await route.handle(call);
    if (result instanceof Reply) return { status: result.status, body: result.body };
    return result === undefined ? { status: 204 } : { status: 200, body: result };
  }

  function callerOf({ auth }: Route, request: Request): Caller {
    if (auth === 'token') return { kind: 'token' };
    const [scheme, token = ''] = (request.headers.get('authorization') ?? '').split(' ');
    const grant = scheme === 'Bearer' && auth !== undefined ? bearer(token) : null;
    if (grant) return { kind: 'bearer', userId: grant.userId, grant };
    if (scheme === 'Bot' && token === options.token && auth !== 'bearer') {
      return { kind: 'bot', userId: world.state.application.bot.id };
    }
    throw new DiscordError('unauthorized');
  }

  function failure(error: unknown): Answer {
    if (error instanceof DiscordError) return { status: error.status, body: error.toJSON() };
    options.onBug?.(error);
    return { status: 500, body: { message: '500: Internal Server Error', code: 0 } };
  }

  return {
    async handle(method, path, request) {
      const started = performance.now();
      const below = path.replace(/^.*?\/api(?:\/v\d+)?(?=\/)/, '');
      let sent: unknown;
      const { status, body, headers } = await answer(method, below, request, async () => {
        const content = await readBody(request);
        sent = withUploads(content);
        return content;
      });
      options.onExchange?.({
        method,
        path: below + new URL(request.url).search,
        status,
        ms: performance.now() - started,
        ...reasonPart(request),
        request: sent,
        response: body,
      });
      return status === 204
        ? new Response(null, { status, headers: headers ?? {} })
        : Response.json(body, { status, headers: headers ?? {} });
    },
  };
}

function tooMany({ retryAfter, global }: NonNullable<Verdict['refused']>, headers: Record<string, string>): Answer {
  const message = 'You are being rate limited.';
  return { status: 429, headers, body: { message, retry_after: retryAfter, global, code: 0 } };
}

function actOf(caller: Caller, request: Request): { by?: Snowflake; reason?: string } {
  return caller.kind === 'token' ? {} : { by: caller.userId, ...reasonPart(request) };
}

/** The audit-log reason: URI-encoded, at most 512 characters. */
function reasonPart(request: Request): { reason?: string } {
  const header = request.headers.get('x-audit-log-reason');
  if (!header) return {};
  try {
    return { reason: decodeURIComponent(header).slice(0, 512) };
  } catch {
    return { reason: header.slice(0, 512) };
  }
}

function withUploads({ body, files }: RequestBody): unknown {
  if (!files.size || typeof body !== 'object' || body === null) return body;
  return { ...body, files: [...files.values()] };
}
