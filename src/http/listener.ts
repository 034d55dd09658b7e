import type { Server, WebSocketHandler } from 'bun';
import type { Log } from '../platform/log.ts';
import { logged } from '../platform/log-context.ts';
import { StartFailure } from '../shared/start-failure.ts';
import { isComplete, REQUEST_ID, TIMING, timing } from './kit/marks.ts';
import { securityHeaders } from './security-headers.ts';

/** Answers a request whose `x-request-id` header is already set. */
export type RequestHandler = (
  request: Request,
  server: Server<unknown>,
) => Response | undefined | Promise<Response | undefined>;

export interface Listener {
  /** `http://127.0.0.1:3000`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Headers of every answer. They are added to whatever is not `complete`. */
  readonly common: Readonly<Record<string, string>>;
  /** Who answers from now on; before the first call every request but `/healthz` gets 503 "starting". */
  use(handler: RequestHandler): void;
  /** Upgraded sockets go here. */
  useSockets(handlers: WebSocketHandler<unknown>): void;
  /** Whether shutdown has begun. */
  draining(): boolean;
  /** Stops taking connections, waits for open requests at most `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

interface ListenerOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Where browsers reach us, if not at the host and port themselves. */
  baseUrl?: string | undefined;
  /** Origins besides our own that pictures may come from. */
  images?: readonly string[];
  /** Bytes; a longer body is refused with 413. */
  maxBody: number;
  log: Log;
}

/** Another process answers on the port. */
class PortTaken extends StartFailure {
  override readonly name = 'PortTaken';

  constructor(host: string, port: number) {
    super(
      `Port ${port} on ${host} is taken by another program. Stop that program, or start with another port: PORT=${port + 1}.`,
    );
  }
}

/** What a request gets that comes before anything can answer it. Alive it is: who asks must not end a long migration. */
export function starting({ url }: Request): Response {
  if (URL.parse(url)?.pathname === ALIVE) return Response.json({ status: 'starting' });
  return new Response('Starting. Try again in a moment.\n', { status: 503, headers: { 'retry-after': '1' } });
}

/** Prometheus asks by whichever name this machine has in its network; who may read is decided there. */
const METRICS = '/metrics';
const ALIVE = '/healthz';
const POLICY = 'content-security-policy';
const ID = /^[\w-]{8,64}$/;

/** Opens the port. Everything that must hold for every request of every kind is decided here, before any route. */
export function listen({ host, port, baseUrl, images = [], maxBody, log }: ListenerOptions): Listener {
  let handler: RequestHandler | null = null;
  let sockets: WebSocketHandler<unknown> | null = null;
  let draining = false;
  let open = 0;

  const server = serve(host, port, {
    maxRequestBodySize: maxBody,
    idleTimeout: 30,
    fetch: (request, server) => answer(request, server),
    websocket: {
      idleTimeout: 0,
      maxPayloadLength: 1 << 20,
      open: (socket) => sockets?.open?.(socket),
      message: (socket, message) => sockets?.message?.(socket, message),
      close: (socket, code, reason) => sockets?.close?.(socket, code, reason),
      drain: (socket) => sockets?.drain?.(socket),
    },
    error: crashed,
  });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`;
  const allowedHosts = hosts(url, server.port as number, baseUrl);
  const common = Object.fromEntries(securityHeaders(new URL(baseUrl ?? url), images));
  const marks = Object.entries(common);

  /** Only pages' policy has a route that knows better; to ask for each costs as much as to set it. */
  function mark({ headers }: Response): void {
    const own = headers.get(POLICY);
    for (const [name, value] of marks) headers.set(name, value);
    if (own !== null) headers.set(POLICY, own);
  }

  function answer(request: Request, server: Server<unknown>): Response | undefined | Promise<Response | undefined> {
    const startedAt = performance.now();
    const given = request.headers.get(REQUEST_ID);
    const id = given && ID.test(given) ? given : Bun.randomUUIDv7();
    request.headers.set(REQUEST_ID, id);

    function finished(response: Response | undefined): Response | undefined {
      open -= 1;
      if (!response) return undefined;
      if (!isComplete(response)) {
        mark(response);
        response.headers.set(REQUEST_ID, id);
        response.headers.set(TIMING, timing(startedAt));
      }
      const ms = Math.round(performance.now() - startedAt);
      log.debug({ req_id: id, method: request.method, status: response.status, ms }, 'request');
      return response;
    }

    open += 1;
    try {
      const response = logged({ req_id: id }, () => route(request, server));
      return response instanceof Promise ? response.catch(crashed).then(finished) : finished(response);
    } catch (error) {
      return finished(crashed(error));
    }
  }

  /** For what no error door heard of. */
  function crashed(error: unknown): Response {
    log.error({ err: error }, 'request failed outside every route');
    return new Response('Something went wrong on our side.\n', { status: 500 });
  }

  function route(request: Request, server: Server<unknown>): ReturnType<RequestHandler> {
    if (!allowedHosts.has(request.headers.get('host') ?? '') && URL.parse(request.url)?.pathname !== METRICS) {
      return new Response('This server does not answer to that host name. Set BASE_URL to the address people use.\n', {
        status: 421,
      });
    }
    return handler ? handler(request, server) : starting(request);
  }

  return {
    url,
    port: server.port as number,
    common,
    use: (next) => {
      handler = next;
    },
    useSockets: (next) => {
      sockets = next;
    },
    draining: () => draining,
    async close(graceMs) {
      draining = true;
      const deadline = performance.now() + graceMs;
      void server.stop();
      while (open > 0 && performance.now() < deadline) await Bun.sleep(20);
      await server.stop(true);
    },
  };
}

function serve(
  host: string,
  port: number,
  options: Omit<Bun.Serve.Options<unknown>, 'port' | 'hostname'>,
): Server<unknown> {
  try {
    return Bun.serve({ ...options, hostname: host, port } as Bun.Serve.Options<unknown>);
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE') throw new PortTaken(host, port);
    throw error;
  }
}

/** The values of the Host header that are ours. */
function hosts(url: string, port: number, baseUrl: string | undefined): Set<string> {
  const own = [new URL(url).host, `127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  return new Set(baseUrl ? [...own, new URL(baseUrl).host] : own);
}
