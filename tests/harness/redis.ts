import { connect, createServer, type Socket } from 'node:net';
import { probeRedis } from '../../src/platform/bus/redis.ts';

/** The Redis that tests use; empty when there is none. */
export const REDIS_URL = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Whether it answers; tests that need it are declared with `describe.skipIf(!hasRedis)`. */
export const hasRedis = await findRedis();

async function findRedis(): Promise<boolean> {
  const found =
    REDIS_URL !== '' &&
    (await probeRedis(REDIS_URL).then(
      () => true,
      () => false,
    ));
  if (!found && process.env.CI === 'true') throw new Error(`no Redis answers at «${REDIS_URL}»`);
  if (!found) process.stderr.write(`skipped: no Redis answers at «${REDIS_URL}»\n`);
  return found;
}

/** Keeps test runs that share one Redis apart. */
export function freshPrefix(): string {
  return `smarter-dev-test-${crypto.randomUUID()}`;
}

/** A wire to Redis that can be cut, and that can swallow everything without closing. */
export interface CuttableRedis {
  readonly url: string;
  /** Drops every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Keeps connections open but carries nothing any more; connections made after `carry` work. */
  swallow(): void;
  carry(): void;
  close(): Promise<void>;
}

export async function createCuttableRedis(): Promise<CuttableRedis> {
  const target = new URL(REDIS_URL);
  const sockets = new Set<Socket>();
  let swallowing = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port || 6379), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        near.destroy();
        far.destroy();
        sockets.delete(socket);
      });
    }
    near.on('data', (data) => void (swallowing || far.write(data)));
    far.on('data', (data) => void (swallowing || near.write(data)));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as { port: number };

  function cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    return closed;
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    cut,
    mend: () => listen(port),
    swallow: () => {
      swallowing = true;
    },
    carry: () => {
      swallowing = false;
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}
