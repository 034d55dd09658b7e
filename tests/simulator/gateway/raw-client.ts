import { GatewayOpcodes } from 'discord-api-types/v10';
import { until } from '../../harness/until.ts';

export interface RawFrame {
  op: number;
  d: Record<string, unknown> & { [key: string]: never };
  s: number | null;
  t: string | null;
}

/** A gateway client that does nothing by itself: for frames that discord.js would never send. */
export async function openRaw(url: string, query = '?v=10&encoding=json') {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/simulator/discord/gateway${query}`);
  const frames: RawFrame[] = [];
  let closed: { code: number; reason: string } | undefined;
  socket.addEventListener('message', ({ data }) => void frames.push(JSON.parse(String(data))));
  socket.addEventListener('close', ({ code, reason }) => {
    closed = { code, reason };
  });
  const raw = {
    frames,
    sendText: (text: string) => socket.send(text),
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    identify: (fields: object) =>
      raw.send(GatewayOpcodes.Identify, {
        properties: { os: 'test', browser: 'test', device: 'test' },
        intents: 0,
        ...fields,
      }),
    frame: (op: number, t?: string) => until(() => frames.find((frame) => frame.op === op && (!t || frame.t === t))),
    closed: () => until(() => closed),
    close: (code = 1000) => socket.close(code),
  };
  await raw.frame(GatewayOpcodes.Hello).catch(() => undefined);
  return raw;
}

export type RawClient = Awaited<ReturnType<typeof openRaw>>;
