import type { Snowflake } from '../../shared/ids.ts';
import type { Dispatch } from '../types.ts';
import { isSubscribed, visibleTo } from './intents.ts';
import { encode, shardOf } from './protocol.ts';

const REPLAY_LENGTH = 500;

/** One identified client: it outlives a dropped socket and replays what was missed. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  /** The number of the last dispatch. */
  readonly seq: number;
  readonly connected: boolean;
  /** Binds the session to a socket; null while the client is away. */
  attach(write: DispatchWriter | null): void;
  /** Numbers, remembers and sends one event, whatever the intents are. */
  send(t: string, d: unknown): void;
  /** Sends the dispatch when shard and intents let it through. */
  offer(dispatch: Dispatch): void;
  /** Whether everything after `seq` can still be sent again. */
  remembers(seq: number): boolean;
  /** Sends again everything after `seq`. */
  replay(seq: number): void;
  handles(guildId: Snowflake | undefined): boolean;
}

export type DispatchWriter = (t: string, text: string) => void;

interface SessionOptions {
  intents: number;
  shard: readonly [number, number];
  botId: Snowflake;
}

export function createSession({ intents, shard, botId }: SessionOptions): Session {
  const sent: { seq: number; t: string; text: string }[] = [];
  let seq = 0;
  let write: DispatchWriter | null = null;

  function send(t: string, d: unknown): void {
    seq += 1;
    const text = encode(0, d, seq, t);
    sent.push({ seq, t, text });
    if (sent.length > REPLAY_LENGTH) sent.shift();
    write?.(t, text);
  }

  function handles(guildId: Snowflake | undefined): boolean {
    return guildId === undefined ? shard[0] === 0 : shardOf(guildId, shard[1]) === shard[0];
  }

  return {
    id: crypto.randomUUID().replaceAll('-', ''),
    intents,
    shard,
    get seq() {
      return seq;
    },
    get connected() {
      return write !== null;
    },
    attach: (next) => {
      write = next;
    },
    send,
    offer(dispatch) {
      if (!handles(dispatch.guildId) || !isSubscribed(dispatch, intents)) return;
      send(dispatch.t, visibleTo(dispatch, intents, botId));
    },
    remembers: (after) => after + 1 >= (sent[0]?.seq ?? seq + 1),
    replay(after) {
      for (const event of sent) if (event.seq > after) write?.(event.t, event.text);
    },
    handles,
  };
}
