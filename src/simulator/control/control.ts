import type { Log } from '../../platform/log.ts';
import type { Actors } from '../actors/actors.ts';
import { isDenial } from '../actors/scene.ts';
import type { FaultSwitches } from '../faults.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { WireLog } from '../wire.ts';
import type { World } from '../world/world.ts';
import type { Activity } from './activity.ts';
import { createDeeds, type Deeds } from './deeds.ts';
import { denied, invalid, problem } from './reply.ts';
import { REQUESTS, type RequestName } from './requests.ts';
import { worldView } from './world-view.ts';

/** The JSON control API: what a person, a test or a script does in the simulated Discord. */
export interface Control {
  /** Answers a request whose path ends in `/simulator/api/…`. */
  handle(request: Request): Promise<Response>;
}

export interface ControlDeps {
  world: World;
  actors: Actors;
  activity: Activity;
  faults: FaultSwitches;
  gateway: Gateway;
  wire: WireLog;
  log: Log;
  /** Puts the seed in place of the world. */
  reset(): void;
}

const LONGEST_BODY = 256 * 1024;

export function createControl(deps: ControlDeps): Control {
  const { world, actors, wire, log } = deps;
  const deeds = createDeeds(deps);

  function read(path: string, query: URLSearchParams): Response {
    switch (path) {
      case 'world':
        return Response.json(worldView(world));
      case 'wire':
        return readWire(wire, query.get('since'));
      case 'commands':
        return readCommands(actors, query);
      default:
        return unknownPath('GET', path);
    }
  }

  return {
    async handle(request) {
      const url = new URL(request.url);
      const path = url.pathname.replace(/^.*\/simulator\/api\//, '');
      if (isForeign(request)) return problem(403, 'foreign_origin', 'Pages of other sites may not use this API.');
      try {
        if (request.method === 'GET') return read(path, url.searchParams);
        if (request.method === 'POST' && isRequestName(path)) return await act(deeds, path, request);
        return unknownPath(request.method, path);
      } catch (error) {
        log.error({ err: error, path }, 'the control API failed');
        return problem(500, 'bug', 'Something went wrong in the simulator; its log has the details.');
      }
    },
  };
}

async function act<Name extends RequestName>(deeds: Deeds, name: Name, request: Request): Promise<Response> {
  const text = await request.text();
  if (text.length > LONGEST_BODY) return problem(400, 'too_large', 'The body may have at most 256 KB.');
  const body = parse(text);
  if (body === undefined) return problem(400, 'malformed_json', 'The body is not valid JSON.');
  const parsed = REQUESTS[name].safeParse(body);
  if (!parsed.success) return invalid(parsed.error);
  const deed = deeds[name] as (fields: unknown) => ReturnType<Deeds[Name]>;
  const result = await deed(parsed.data);
  return isDenial(result) ? denied(result) : Response.json(result);
}

function parse(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Browsers say so when another site's page sends a request; scripts don't. */
function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

function isRequestName(path: string): path is RequestName {
  return Object.hasOwn(REQUESTS, path);
}

function readWire(wire: WireLog, since: string | null): Response {
  if (since !== null && !/^\d{1,15}$/.test(since)) return problem(400, 'invalid_input', '"since" must be a number.');
  return Response.json(wire.since(Number(since ?? 0)));
}

function readCommands(actors: Actors, query: URLSearchParams): Response {
  const as = query.get('as');
  const channel = query.get('channel');
  if (!as || !channel) return problem(400, 'invalid_input', 'Say who and where: ?as=ada&channel=general.');
  const commands = actors.commands({ as, channel, guild: query.get('guild') ?? undefined });
  return isDenial(commands) ? denied(commands) : Response.json({ commands });
}

function unknownPath(method: string, path: string): Response {
  const known = ['GET world', 'GET wire', 'GET commands', ...Object.keys(REQUESTS).map((name) => `POST ${name}`)];
  return problem(
    404,
    'unknown_path',
    `There is no ${method} ${path.slice(0, 100)} here. There is: ${known.join(', ')}.`,
  );
}
