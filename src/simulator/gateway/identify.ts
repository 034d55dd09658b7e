import { GatewayCloseCodes } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import { areKnownIntents } from './intents.ts';
import { isRecord, shardOf } from './protocol.ts';

export interface Identity {
  intents: number;
  shard: readonly [id: number, count: number];
}

interface Gate {
  token: string;
  /** Intent bits that the application may not have. */
  disallowedIntents: number;
  guildIds: readonly Snowflake[];
  /** More guilds than this on one shard are refused. */
  guildsPerShard: number;
}

/** Reads an IDENTIFY. @returns who it is, or the code that Discord closes with */
export function identify(body: unknown, gate: Gate): Identity | GatewayCloseCodes {
  if (!isRecord(body) || typeof body.intents !== 'number' || !isRecord(body.properties)) {
    return GatewayCloseCodes.DecodeError;
  }
  if (!isToken(body.token, gate.token)) return GatewayCloseCodes.AuthenticationFailed;
  const shard = body.shard === undefined ? ([0, 1] as const) : readShard(body.shard);
  if (!shard) return GatewayCloseCodes.InvalidShard;
  if (!areKnownIntents(body.intents)) return GatewayCloseCodes.InvalidIntents;
  if ((body.intents & gate.disallowedIntents) !== 0) return GatewayCloseCodes.DisallowedIntents;
  const guilds = gate.guildIds.filter((id) => shardOf(id, shard[1]) === shard[0]);
  if (guilds.length > gate.guildsPerShard) return GatewayCloseCodes.ShardingRequired;
  return { intents: body.intents, shard };
}

/** Whether a client's token is ours; `Bot ` in front is tolerated, as by Discord. */
export function isToken(given: unknown, token: string): boolean {
  return typeof given === 'string' && given.replace(/^Bot /, '') === token;
}

function readShard(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isInteger)) return null;
  const [id, count] = value as [number, number];
  return count >= 1 && id >= 0 && id < count ? [id, count] : null;
}
