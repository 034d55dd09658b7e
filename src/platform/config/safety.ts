import { type Config, type ConfigKey, table } from './table.ts';
import type { Problem } from './variable.ts';

/** Combinations of settings that would be unsafe or cannot work, each worded with what to do. */
export function unsafe(config: Config): Problem[] {
  return [...development(config), ...simulation(config), ...production(config), ...sharding(config)];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function development({ devMode, host, baseUrl }: Config): Problem[] {
  if (!devMode) return [];
  const problems: Problem[] = [];
  if (!isLoopback(host)) {
    problems.push(
      problem(
        'host',
        `is ${host}, which other machines can reach, and DEV_MODE is on; set DEV_MODE=false, or listen on this machine only`,
        '127.0.0.1',
      ),
    );
  }
  if (baseUrl?.startsWith('https:')) {
    problems.push(
      problem(
        'baseUrl',
        'is https, as of a public server, and DEV_MODE is on; set DEV_MODE=false, or use a local address',
        'http://127.0.0.1:3000',
      ),
    );
  }
  return problems;
}

function simulation({ devMode, discordMode, discordToken, host }: Config): Problem[] {
  const simulated = discordMode === 'simulated';
  if (!simulated && discordToken === undefined) {
    return [problem('discordToken', 'is missing, and DISCORD_MODE is live')];
  }
  if (!simulated && discordToken?.startsWith('simulated.')) {
    return [problem('discordToken', "is a token of the simulated Discord, which the real one doesn't know")];
  }
  if (simulated && !devMode && !isLoopback(host)) {
    return [
      problem('discordMode', `is simulated, which lets anyone act as anyone, so HOST must not be ${host}`, 'live'),
    ];
  }
  return [];
}

/** In production nothing that protects people has a default. */
function production({
  devMode,
  discordMode,
  sessionSecret,
  adminDiscordIds,
  discordApplicationId,
  discordClientSecret,
}: Config): Problem[] {
  if (devMode) return [];
  const problems: Problem[] = [];
  const missing = 'is missing, and production needs it; on your own machine DEV_MODE=true does without';
  if (sessionSecret === undefined) problems.push(problem('sessionSecret', missing));
  if (sessionSecret === table.sessionSecret.example) {
    problems.push(
      problem('sessionSecret', 'is the example from the documents, which everyone knows', '<openssl rand -base64 48>'),
    );
  }
  if (adminDiscordIds.length === 0) problems.push(problem('adminDiscordIds', missing));
  if (discordMode === 'simulated') return problems;
  if (discordApplicationId === undefined) problems.push(problem('discordApplicationId', missing));
  if (discordClientSecret === undefined) problems.push(problem('discordClientSecret', missing));
  return problems;
}

function sharding({ shards, shardCount }: Config): Problem[] {
  if (shards === undefined) return [];
  if (shards.length === 0) return [problem('shards', 'names no shard')];
  if (shardCount === undefined) return [problem('shardCount', 'is missing, and SHARDS needs it')];
  const beyond = shards.find((shard) => shard >= shardCount);
  if (beyond === undefined) return [];
  return [
    problem(
      'shards',
      `names shard ${beyond}, but with SHARD_COUNT=${shardCount} the last one is ${shardCount - 1}`,
      `0-${shardCount - 1}`,
    ),
  ];
}

function problem(key: ConfigKey, text: string, example: string = table[key].example): Problem {
  const { name } = table[key];
  return { variable: name, problem: text, example: `${name}=${example}` };
}
