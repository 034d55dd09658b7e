import type { Server, WebSocketHandler } from 'bun';
import type { Log } from '../platform/log.ts';
import type { Snowflake } from '../shared/ids.ts';
import { pathOf } from '../shared/path.ts';
import { type Actors, createActors } from './actors/actors.ts';
import { createCdn } from './cdn.ts';
import { createClock } from './clock.ts';
import { createActivity } from './control/activity.ts';
import { type Control, createControl } from './control/control.ts';
import { createFaults, type FaultSwitches } from './faults.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway/gateway.ts';
import { createSocketDoor } from './gateway/sockets.ts';
import { createInteractions, type Interactions, type InteractionsOptions } from './interactions/interactions.ts';
import { createOAuth } from './oauth/oauth.tsx';
import type { Quotas } from './rest/limits.ts';
import { createRest, type Exchange } from './rest/rest.ts';
import { seed as seededWorld } from './seed/seed.ts';
import { keep } from './store.ts';
import type { WorldState, WorldStore } from './types.ts';
import { createWireLog, type WireLog } from './wire.ts';
import { createWorld, type World } from './world/world.ts';

/** A Discord that lives in this process, at wire level. */
export interface Simulator {
  readonly world: World;
  readonly actors: Actors;
  readonly control: Control;
  readonly wire: WireLog;
  readonly faults: FaultSwitches;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  /** The bot's token. */
  readonly token: string;
  readonly applicationId: Snowflake;
  readonly clientSecret: string;
  /** A bot in this process says whether it is at work; the control API answers only when it is not. */
  waitFor(busy: () => boolean): void;
  /** Answers what lies under `/simulator/discord/`; undefined is everything else, or an upgraded socket. */
  fetch(request: Request, server: Server<unknown>): Response | Promise<Response> | undefined;
  readonly websocket: WebSocketHandler<unknown>;
  /** Calls the listener after the world or the faults changed. @returns a function that ends it */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface SimulatorOptions {
  /** Where this server is reached: `http://127.0.0.1:3000`. */
  baseUrl: string;
  store?: WorldStore;
  log: Log;
  /** The bot's token, for a bot that knows it beforehand; by default another one at every start. */
  token?: string;
  /** The world of a first start and of a reset; the lively guild, unless given. */
  seed?: (now: number) => WorldState;
  /** Turns the path of a static file into the address it is served at. */
  asset?: (path: string) => string;
  /** Told about every REST call once it is answered. */
  onExchange?: (exchange: Exchange) => void;
  quotas?: Quotas;
  gateway?: Pick<GatewayOptions, 'heartbeatMs' | 'resumableMs' | 'guildsPerShard'>;
  interactions?: Pick<InteractionsOptions, 'firstAnswerMs' | 'tokenMs'>;
  /** How long the control API waits for quiet, in milliseconds. */
  quietMs?: number;
}

const MOUNT = '/simulator/discord';

export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { baseUrl, store, log, seed = seededWorld, asset = (path: string) => `/static${path}` } = options;
  const loaded = await store?.load();
  const state = loaded ?? seed(Date.now());
  const clock = createClock(state.clockOffset);
  const world = createWorld(state, clock, { cdn: `${baseUrl}${MOUNT}/cdn` });
  const keeper = store ? keep(world, store, log) : null;
  if (!loaded) world.changed();

  const token = options.token ?? `simulated.${secret()}`;
  const clientSecret = secret();
  const gatewayUrl = `${baseUrl.replace(/^http/, 'ws')}${MOUNT}/gateway`;
  const wire = createWireLog(clock);
  const faults = createFaults();
  const gateway = createGateway({ world, token, url: gatewayUrl, faults, wire, ...options.gateway });
  const interactions = createInteractions({ world, faults, ...options.interactions });
  const activity = createActivity({ world, interactions, ...(options.quietMs ? { quietMs: options.quietMs } : {}) });
  const actors = createActors(world, interactions);
  const oauth = createOAuth({ world, clientSecret, asset });
  const cdn = createCdn({ world });
  const rest = createRest({
    world,
    token,
    gatewayUrl,
    interactions: interactions.port,
    bearer: oauth.resolve,
    ...(options.quotas ? { quotas: options.quotas } : {}),
    onExchange: (exchange) => {
      noteExchange(wire, exchange);
      options.onExchange?.(exchange);
    },
    onBug: (error) => log.error({ err: error }, 'the simulated REST API failed'),
  });
  const sockets = createSocketDoor(gateway, faults);

  async function answerRest(path: string, request: Request): Promise<Response> {
    activity.restBegan();
    try {
      const fault = await faults.beforeRest(request.method, path.replace(/^.*?\/api(\/v\d+)?/, ''));
      if (!fault) return await rest.handle(request.method, path, request);
      wire.record({
        kind: 'fault',
        summary: `${request.method} ${path} → ${fault.status}`,
        method: request.method,
        path,
        status: fault.status,
      });
      return fault;
    } finally {
      activity.restEnded();
    }
  }

  function reset(): void {
    const { commands, clockOffset } = world.state;
    world.reset({ ...seed(clock.now()), commands, clockOffset });
    activity.refresh();
    gateway.restart();
  }

  return {
    world,
    actors,
    wire,
    faults,
    gateway,
    interactions,
    token,
    clientSecret,
    applicationId: state.application.id,
    control: createControl({ world, actors, activity, faults, gateway, wire, log, reset }),
    websocket: sockets.websocket,
    waitFor: activity.waitFor,
    fetch(request, server) {
      const whole = pathOf(request);
      if (!whole.startsWith(`${MOUNT}/`)) return undefined;
      const path = whole.slice(MOUNT.length);
      if (path === '/gateway') return sockets.upgrade(request, server);
      if (path.startsWith('/cdn/')) return cdn.handle(path.slice('/cdn'.length));
      return oauth.handle(request.method, path, request) ?? answerRest(path, request);
    },
    onChange(listener) {
      const ends = [world.onChange(listener), faults.onChange(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
    async close() {
      gateway.close();
      interactions.close();
      activity.close();
      await keeper?.close();
    },
  };
}

function noteExchange(wire: WireLog, exchange: Exchange): void {
  const { method, path, status, ms, reason, request, response } = exchange;
  wire.record({
    kind: 'rest',
    summary: `${method} ${path}`,
    method,
    path,
    status,
    ms: Math.round(ms * 100) / 100,
    ...(reason === undefined ? {} : { reason }),
    ...(request === undefined ? {} : { request: JSON.stringify(request) }),
    ...(response === undefined ? {} : { response: JSON.stringify(response) }),
  });
}

function secret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url');
}
