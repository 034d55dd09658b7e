import type { Server, ServerWebSocket, WebSocketHandler } from 'bun';
import type { FaultSwitches } from '../faults.ts';
import type { Connection } from './connection.ts';
import type { Gateway } from './gateway.ts';

interface SocketData {
  query: URLSearchParams;
  connection?: Connection;
}

/** Where Bun's sockets meet the gateway. */
export interface SocketDoor {
  readonly websocket: WebSocketHandler<unknown>;
  /** Turns a request into a socket. Undefined when that succeeded, as Bun wants it. */
  upgrade(request: Request, server: Server<unknown>): Response | undefined;
}

export function createSocketDoor(gateway: Gateway, faults: FaultSwitches): SocketDoor {
  const dataOf = (socket: ServerWebSocket<unknown>) => socket.data as SocketData;

  return {
    upgrade(request, server) {
      if (faults.current.gatewayDown) return new Response('The gateway is down on demand.\n', { status: 503 });
      const data: SocketData = { query: new URL(request.url).searchParams };
      return server.upgrade(request, { data }) ? undefined : new Response('Expected a WebSocket.\n', { status: 426 });
    },
    websocket: {
      open(socket) {
        const data = dataOf(socket);
        data.connection = gateway.connect(
          {
            send: (text) => void socket.send(text),
            close: (code, reason) => socket.close(code, reason),
            terminate: () => socket.terminate(),
          },
          data.query,
        );
      },
      message: (socket, message) => dataOf(socket).connection?.receive(message.toString()),
      close: (socket, code) => dataOf(socket).connection?.closed(code),
    },
  };
}
