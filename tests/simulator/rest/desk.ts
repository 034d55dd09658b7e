import { createFaults } from '../../../src/simulator/faults.ts';
import { createInteractions } from '../../../src/simulator/interactions/interactions.ts';
import type { Grant } from '../../../src/simulator/rest/call.ts';
import { NO_QUOTAS, type Quotas } from '../../../src/simulator/rest/limits.ts';
import { createRest, type Exchange } from '../../../src/simulator/rest/rest.ts';
import { violationsOf } from '../../harness/discord-schema.ts';
import { createSmallWorld } from '../../harness/small-world.ts';

export interface DeskOptions {
  permissions?: bigint;
  quotas?: Quotas;
  bearer?: (token: string) => Grant | null;
  realClock?: { now(): number };
}

export interface Answered {
  status: number;
  /** Parsed JSON; undefined for 204. */
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape
  body: any;
  headers: Headers;
}

const TOKEN = 'simulated.test';

/** The REST API over a small world, called without a socket. */
export function createDesk({ permissions, quotas = NO_QUOTAS, bearer, realClock }: DeskOptions = {}) {
  const small = createSmallWorld(permissions);
  const interactions = createInteractions({ world: small.world, faults: createFaults() });
  const exchanges: Exchange[] = [];
  const bugs: unknown[] = [];
  const rest = createRest({
    world: small.world,
    token: TOKEN,
    gatewayUrl: 'ws://127.0.0.1:1/gateway',
    interactions: interactions.port,
    quotas,
    ...(bearer ? { bearer } : {}),
    ...(realClock ? { realClock } : {}),
    onExchange: (exchange) => exchanges.push(exchange),
    onBug: (error) => bugs.push(error),
  });

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const url = new URL(`http://127.0.0.1/simulator/discord/api/v10${path}`);
    const json = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
    const request = new Request(url, {
      method,
      headers: { authorization: `Bot ${TOKEN}`, ...json, ...headers },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const response = await rest.handle(method, url.pathname, request);
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
  }

  return {
    ...small,
    interactions,
    call,
    exchanges,
    bugs,
    /** Against Discord's schema, over all calls so far. */
    violations: () => exchanges.flatMap(violationsOf),
  };
}

export type Desk = ReturnType<typeof createDesk>;
