import { GatewayCloseCodes } from 'discord.js';

const TOKEN =
  'Discord does not accept the bot token. Copy the current one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN and start again.';

const SENTENCES: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN,
  [GatewayCloseCodes.InvalidShard]:
    'Discord does not accept SHARDS and SHARD_COUNT. Every id must be below the count, and all processes must use the same count.',
  [GatewayCloseCodes.ShardingRequired]: 'The bot is in too many servers for this number of shards. Raise SHARD_COUNT.',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer speaks this version of its API. Update Smarter Dev.',
  [GatewayCloseCodes.InvalidIntents]:
    'Discord does not know one of the intents that were asked for. Update Smarter Dev.',
};

/** Discord will refuse every further login the same way, until somebody changes something. */
export class LoginRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'LoginRefused';
  }
}

/** Discord refused the login for privileged intents that the application does not have. */
export class IntentsRefused extends Error {}

/** What a gateway close that discord.js gives up on means for us. With automatic sharding, too few shards cure themselves. */
export function closeError(code: number, autoSharded: boolean): Error {
  if (code === GatewayCloseCodes.ShardingRequired && autoSharded) return new Error('Discord wants more shards.');
  if (code === GatewayCloseCodes.DisallowedIntents) return new IntentsRefused();
  return new LoginRefused(SENTENCES[code] ?? `Discord closed the connection for good (code ${code}).`);
}

export function tokenRefused(): LoginRefused {
  return new LoginRefused(TOKEN);
}
