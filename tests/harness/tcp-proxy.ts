import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** `silent` swallows what comes, as a network that has lost its way does; connections stay open. */
  mode: 'pass' | 'silent';
  /** Milliseconds that each piece of data is held up on its way, either way. */
  delay: number;
  /** Connections that were opened so far, and those that are open now. */
  readonly opened: number;
  readonly open: number;
  /** From now on the connections that are open carry nothing and never end, as after a router has forgotten them; new ones work. */
  strand(): void;
  /** Ends all open connections; new ones are taken. */
  cut(): void;
  /** Ends all connections and takes no new ones until `accept`. */
  refuse(): void;
  accept(): Promise<void>;
  close(): void;
}

/** Stands between clients on loopback and a server. */
export async function startTcpProxy(host: string, target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const stranded = new WeakSet<Socket>();
  let opened = 0;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  };
  const server = createServer((client) => {
    const upstream = connect(target, host);
    opened += 1;
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      track(from);
      from.on('data', (data) => {
        if (proxy.mode === 'silent' || stranded.has(from)) return;
        if (proxy.delay > 0) setTimeout(() => to.destroyed || to.write(data), proxy.delay);
        else to.write(data);
      });
      from.on('close', () => stranded.has(from) || to.destroy());
    }
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const proxy: TcpProxy = {
    port: typeof address === 'object' && address ? address.port : 0,
    mode: 'pass',
    delay: 0,
    get opened() {
      return opened;
    },
    get open() {
      return sockets.size / 2;
    },
    strand() {
      for (const socket of sockets) stranded.add(socket);
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    refuse() {
      server.close();
      proxy.cut();
    },
    async accept() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.listen(proxy.port, '127.0.0.1', resolve);
      await promise;
    },
    close() {
      server.close();
      proxy.cut();
    },
  };
  return proxy;
}
