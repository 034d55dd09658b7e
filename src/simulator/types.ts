import type {
  APIApplicationCommand,
  APIAuditLogEntry,
  APIBan,
  APIChannel,
  APIGuild,
  APIGuildMember,
  APIMessage,
  APIUser,
} from 'discord-api-types/v10';
import type { Clock } from '../platform/clock.ts';
import type { Snowflake } from '../shared/ids.ts';

/** The simulated Discord's clock: real time plus an offset that a person moves forward. */
export interface SimulatorClock extends Clock {
  /** How far it runs ahead of real time, in milliseconds. */
  readonly offset: number;
  advance(milliseconds: number): void;
  /** Resolves when the simulated clock has reached an instant (epoch ms), by waiting or by `advance`. */
  until(time: number, signal?: AbortSignal): Promise<void>;
}

export type SimulatedMember = Omit<APIGuildMember, 'user'> & { user: APIUser };

/** A message as Discord has it, and who alone may see it. */
export type SimulatedMessage = APIMessage & {
  guild_id?: Snowflake;
  ephemeral_for?: Snowflake;
  /** Who reacted, by emoji (`👍` or `name:id`), in the order they did. */
  reactors?: Record<string, Snowflake[]>;
};

/** One guild; every value is a Discord API object. */
export interface SimulatedGuild {
  guild: APIGuild;
  channels: APIChannel[];
  members: SimulatedMember[];
  bans: APIBan[];
  audit: APIAuditLogEntry[];
}

/** The whole simulated world as plain JSON; persisted as one row. */
export interface WorldState {
  version: 1;
  clockOffset: number;
  /** Distinguishes snowflakes made within one millisecond. */
  sequence: number;
  application: { id: Snowflake; name: string; bot: APIUser; publicKey: string };
  users: Record<Snowflake, APIUser>;
  guilds: Record<Snowflake, SimulatedGuild>;
  /** Messages by channel, oldest first; direct-message channels included. */
  messages: Record<Snowflake, SimulatedMessage[]>;
  directChannels: Record<Snowflake, { id: Snowflake; recipients: Snowflake[] }>;
  /** Registered commands; key: guild id, or `global`. */
  commands: Record<string, APIApplicationCommand[]>;
  /** Invites by code. */
  invites?: Record<
    string,
    { code: string; guild_id: Snowflake; channel_id: Snowflake; inviter_id: Snowflake; created_at: string }
  >;
  /** Users who take no direct messages. */
  closedDirectMessages?: Snowflake[];
}

/** One gateway dispatch, on its way to every session that may see it. */
export interface Dispatch {
  /** Event name: `MESSAGE_CREATE`. */
  t: string;
  d: unknown;
  guildId?: Snowflake;
  /** A session sees it when it has at least one of these intent bits; 0 means always. */
  intents: number;
}

/** One line of the wire log. */
export interface WireEntry {
  /** Increases by one; `?since=` continues after it. */
  seq: number;
  /** Simulated time, epoch ms. */
  at: number;
  kind: 'rest' | 'gateway-in' | 'gateway-out' | 'fault';
  /** `POST /channels/1/messages` or `0 MESSAGE_CREATE`. */
  summary: string;
  method?: string;
  path?: string;
  status?: number;
  /** Milliseconds of real time that the call took. */
  ms?: number;
  reason?: string;
  request?: unknown;
  response?: unknown;
  op?: number;
  t?: string;
  data?: unknown;
}

/** Faults on demand; each stays until cleared. */
export interface Faults {
  /** Milliseconds added to every REST call. */
  latency: number;
  /** Share of REST calls (0–1) that fail with a 500. */
  errors: number;
  /** Every REST call answers 429 with this Retry-After (seconds); 0 is off. */
  rateLimit: number;
  /** REST calls whose `METHOD /path` matches this text fail with the given status and Discord error code; 429 asks for a wait, in seconds. */
  refuse: { match: string; status: number; code: number; retry_after?: number | undefined }[];
  /** Refuses new gateway connections and drops the open ones. */
  gatewayDown: boolean;
  /** Intent bits that the application may not have: a client that asks for one is closed with 4014. */
  disallowedIntents: number;
  /** Interactions are delivered this many times (2 = twice). */
  duplicateInteractions: number;
}

/** Where the world is kept between starts. */
export interface WorldStore {
  load(): Promise<WorldState | null>;
  save(state: WorldState): Promise<void>;
}
