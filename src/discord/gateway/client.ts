import { Client, type GatewayIntentBits, Options, Partials } from 'discord.js';
import type { SharedRest } from '../rest.ts';
import type { Links } from './links.ts';

/** Which shards this process runs; `auto` takes as many as Discord recommends. */
export type Shards = { readonly ids: readonly number[]; readonly count: number } | 'auto';

/** Seconds. */
const SWEEP_EVERY = 300;
const MESSAGE_LIFETIME = 1_800;

/**
 * Builds a client; the same for the real and the simulated Discord. A client that failed to log in stays broken, so
 * every login gets a new one. Caches hold what events need (guilds, roles, channels, members) and little else:
 * 100,000 members take about 80 MB.
 */
export function buildClient(
  rest: SharedRest,
  intents: readonly GatewayIntentBits[],
  shards: Shards,
  { buildStrategy }: Links,
): Client {
  const client = new Client({
    intents: [...intents],
    partials: [Partials.User, Partials.GuildMember, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    waitGuildTimeout: 15_000,
    ws: { buildStrategy },
    makeCache: Options.cacheWithLimits(CACHE_LIMITS),
    sweepers: {
      messages: { interval: SWEEP_EVERY, lifetime: MESSAGE_LIFETIME },
      threads: { interval: SWEEP_EVERY, lifetime: MESSAGE_LIFETIME },
    },
    ...(shards === 'auto' ? { shards } : { shards: [...shards.ids], shardCount: shards.count }),
  });
  client.rest.clearHashSweeper();
  client.rest.clearHandlerSweeper();
  client.rest = rest;
  return client;
}

const CACHE_LIMITS = {
  MessageManager: 50,
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
};
