import { type Client, Events } from 'discord.js';
import type { Log } from '../../platform/log.ts';
import type { Guilds } from './service.ts';

/** Keeps the book of outages while the bot runs. */
export function listenForOutages(
  guilds: Pick<Guilds, 'gatewayDown' | 'gatewayUp'>,
  log: Log,
): (client: Client) => void {
  const noted = (work: Promise<void>) => {
    work.catch((error: unknown) => log.error({ err: error }, 'outage not recorded'));
  };
  return (client) => {
    client.on(Events.ShardDisconnect, (_close, shard) => noted(guilds.gatewayDown(shard)));
    client.on(Events.ShardReconnecting, (shard) => noted(guilds.gatewayDown(shard)));
    client.on(Events.ShardResume, (shard) => noted(guilds.gatewayUp(shard)));
    client.on(Events.ShardReady, (shard) => noted(guilds.gatewayUp(shard)));
  };
}
