import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from 'discord.js';
import { closeError, tokenRefused } from './close-codes.ts';

/**
 * Logs a new client in and waits until it has its guilds.
 * @throws IntentsRefused, LoginRefused, or whatever kept Discord from answering; the client is destroyed then
 */
export async function login(client: Client, token: string, signal: AbortSignal): Promise<Client<true>> {
  const { promise, resolve, reject } = Promise.withResolvers<Client<true>>();
  const auto = client.options.shards === 'auto';
  const abort = () => reject(signal.reason);
  const refused = ({ code }: { code: number }) => reject(closeError(code, auto));
  signal.addEventListener('abort', abort);
  client.once(Events.ClientReady, resolve);
  client.on(Events.ShardDisconnect, refused);
  client.login(token).catch((error: unknown) => reject(isTokenRefused(error) ? tokenRefused() : error));
  try {
    return await promise;
  } catch (error) {
    await client.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    client.off(Events.ShardDisconnect, refused);
  }
}

function isTokenRefused(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
