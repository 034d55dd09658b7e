import type { Snowflake } from '../../shared/ids.ts';
import type { Act } from '../world/core.ts';
import type { NewAttachment } from '../world/messages.ts';
import type { World } from '../world/world.ts';

/** What an OAuth access token stands for. */
export interface Grant {
  userId: Snowflake;
  scopes: readonly string[];
  /** Epoch ms, simulated time. */
  expiresAt: number;
}

/** Who calls: our bot, a person through an OAuth token, or whoever holds an interaction's token. */
export type Caller =
  | { kind: 'bot'; userId: Snowflake }
  | { kind: 'bearer'; userId: Snowflake; grant: Grant }
  | { kind: 'token' };

/** One request, understood. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
  readonly files: ReadonlyMap<string, NewAttachment>;
  /** Who does it and why, for the audit log. */
  readonly act: Act;
  /** A part of the path; throws when the route has none of this name. */
  param(name: string): string;
}

/** An answer other than 200 with JSON or 204 without. */
export class Reply {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/guilds/:guild/members/:user`; literal parts win over named ones. */
  readonly path: string;
  /** Who may call; the bot, unless said otherwise. */
  readonly auth?: 'bearer' | 'either' | 'token';
  /** Returns what goes out as JSON; undefined is 204. Throws DiscordError. */
  readonly handle: (call: Call) => unknown;
}
