import { type Client, Events } from 'discord.js';
import type { Guilds } from './service.ts';

/** Keeps the book of outages while the bot runs. */
export function listenForOutages(guilds: Pick<Guilds, 'gatewayDown' | 'gatewayUp'>): (client: Client) => void {
  return (client) => {
    client.on(Events.ShardDisconnect, (_close, shard) => guilds.gatewayDown(shard));
    client.on(Events.ShardReconnecting, (shard) => guilds.gatewayDown(shard));
    client.on(Events.ShardResume, (shard) => guilds.gatewayUp(shard));
    client.on(Events.ShardReady, (shard) => guilds.gatewayUp(shard));
  };
}
