import { Client, type ClientOptions, GatewayIntentBits, Partials } from 'discord.js';
import { createLog } from '../../src/platform/log.ts';
import type { Exchange } from '../../src/simulator/rest/rest.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/simulator.ts';
import { createControl } from './control.ts';
import { violationsOf } from './discord-schema.ts';
import { createSmallWorld } from './small-world.ts';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildModeration,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.DirectMessages,
];

export type TestSimulator = Awaited<ReturnType<typeof startSimulator>>;

/**
 * A simulated Discord on a port of its own, with the small world in it unless given another, and what a test needs
 * around it: logged-in clients, the control API, and every REST call checked against Discord's schema.
 * @param front where bots are to reach it, if not at its own port
 */
export async function startSimulator(
  options: Partial<SimulatorOptions> = {},
  front: (port: number) => Promise<string> = async (port) => `http://127.0.0.1:${port}`,
) {
  const exchanges: Exchange[] = [];
  const clients: Client[] = [];
  let simulator: Simulator | null = null;
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 0,
    fetch: (request, here) => answer(request, here),
    websocket: {
      open: (socket) => simulator?.websocket.open?.(socket),
      message: (socket, message) => simulator?.websocket.message?.(socket, message),
      close: (socket, code, reason) => simulator?.websocket.close?.(socket, code, reason),
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  const seenAt = await front(server.port as number);

  function answer(request: Request, here: Bun.Server<unknown>): Response | Promise<Response> | undefined {
    const { pathname } = new URL(request.url);
    if (!simulator) return new Response('starting', { status: 503 });
    return pathname.startsWith('/simulator/api/') ? simulator.control.handle(request) : simulator.fetch(request, here);
  }

  const started = await createSimulator({
    baseUrl: seenAt,
    log: createLog({ level: 'error', format: 'json' }),
    seed: () => createSmallWorld().world.state,
    onExchange: (exchange) => exchanges.push(exchange),
    quietMs: 60,
    ...options,
  });
  simulator = started;

  return {
    ...createControl(url),
    url,
    /** What the bot's `rest.api` has to be. */
    apiUrl: `${seenAt}/simulator/discord/api`,
    simulator: started,
    world: started.world,
    token: started.token,
    exchanges,
    /** What breaks Discord's published schema in the REST calls so far. */
    violations: () => exchanges.flatMap(violationsOf),
    /** A client that isn't logged in yet; `close` ends it. */
    client(wishes: Partial<ClientOptions> = {}): Client<true> {
      const client = new Client({
        intents: INTENTS,
        partials: [Partials.Channel, Partials.Message],
        waitGuildTimeout: 2_000,
        ...wishes,
        rest: { api: `${url}/simulator/discord/api`, offset: 0, retries: 0, timeout: 10_000, ...wishes.rest },
      });
      clients.push(client);
      return client as Client<true>;
    },
    /** A client, logged in and ready. */
    async connect(wishes: Partial<ClientOptions> = {}): Promise<Client<true>> {
      const client = this.client(wishes);
      const ready = new Promise<void>((resolve) => void client.once('clientReady', () => resolve()));
      await client.login(started.token);
      await ready;
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.destroy()));
      await started.close();
      await server.stop(true);
    },
  };
}
