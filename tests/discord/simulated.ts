import type { Server, ServerWebSocket } from 'bun';
import { systemClock } from '../../src/platform/clock.ts';
import { createActors } from '../../src/simulator/actors/actors.ts';
import { createClock } from '../../src/simulator/clock.ts';
import { createFaults } from '../../src/simulator/faults.ts';
import type { Connection } from '../../src/simulator/gateway/connection.ts';
import { createGateway } from '../../src/simulator/gateway/gateway.ts';
import type { InteractionEvent } from '../../src/simulator/interactions/interaction.ts';
import { createInteractions } from '../../src/simulator/interactions/interactions.ts';
import { createRest, type Exchange } from '../../src/simulator/rest/rest.ts';
import { seed } from '../../src/simulator/seed/seed.ts';
import { createWireLog } from '../../src/simulator/wire.ts';
import { createWorld } from '../../src/simulator/world/world.ts';

export const TOKEN = 'simulated.for-the-bot-core';

interface Socket {
  connection?: Connection;
  query: URLSearchParams;
}

/** The simulated Discord on a port of its own, with its parts open to the test. */
export function startSimulated({ port = 0, guildsPerShard = 2_500 } = {}) {
  const clock = createClock(0);
  const world = createWorld(seed(Date.now()), clock);
  const faults = createFaults();
  const interactions = createInteractions({ world, faults });
  const exchanges: Exchange[] = [];
  const events: InteractionEvent[] = [];
  interactions.onEvent((event) => events.push(event));

  const server: Server<Socket> = Bun.serve<Socket>({
    hostname: '127.0.0.1',
    port,
    fetch: (request, server) => answer(request, server),
    websocket: { idleTimeout: 0, open, message, close },
  });
  const url = `http://127.0.0.1:${server.port}`;
  const gatewayUrl = `ws://127.0.0.1:${server.port}/gateway`;
  const gateway = createGateway({
    world,
    token: TOKEN,
    url: gatewayUrl,
    faults,
    wire: createWireLog(systemClock),
    guildsPerShard,
  });
  const rest = createRest({
    world,
    token: TOKEN,
    gatewayUrl,
    interactions: interactions.port,
    onExchange: (exchange) => exchanges.push(exchange),
    onBug: (_error) => {},
  });

  async function answer(request: Request, server: Server<Socket>): Promise<Response | undefined> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/gateway') {
      if (faults.current.gatewayDown) return new Response(null, { status: 503 });
      return server.upgrade(request, { data: { query: searchParams } })
        ? undefined
        : new Response(null, { status: 400 });
    }
    const fault = await faults.beforeRest(request.method, pathname);
    if (fault) {
      exchanges.push({
        method: request.method,
        path: pathname,
        status: fault.status,
        ms: 0,
        request: null,
        response: null,
      });
      return fault;
    }
    return rest.handle(request.method, pathname, request);
  }

  function open(socket: ServerWebSocket<Socket>): void {
    socket.data.connection = gateway.connect(
      {
        send: (text) => void socket.send(text),
        close: (code, reason) => socket.close(code, reason),
        terminate: () => socket.terminate(),
      },
      socket.data.query,
    );
  }

  function message(socket: ServerWebSocket<Socket>, text: string | Buffer): void {
    socket.data.connection?.receive(String(text));
  }

  function close(socket: ServerWebSocket<Socket>, code: number): void {
    socket.data.connection?.closed(code);
  }

  return {
    url,
    apiUrl: `${url}/api`,
    port: server.port ?? 0,
    world,
    faults,
    gateway,
    interactions,
    actors: createActors(world, interactions),
    /** Every REST call so far. */
    exchanges,
    /** What became of interactions so far. */
    events,
    async stop() {
      gateway.close();
      interactions.close();
      await server.stop(true);
    },
  };
}

export type Simulated = ReturnType<typeof startSimulated>;
