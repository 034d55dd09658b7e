import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import { CLOSE_REASONS, decode, encode } from './protocol.ts';
import type { Session } from './session.ts';

/** What a connection writes to. */
export interface GatewaySocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

export interface Connection {
  readonly session: Session | null;
  /** Handles one frame from the client. */
  receive(text: string): void;
  /** The socket is gone; `code` is what the client or we closed with. */
  closed(code: number): void;
  send(op: number, d?: unknown): void;
  /** Op 9: the session is taken from the connection, which may resume or identify again. */
  invalidate(resumable: boolean): void;
  close(code: number): void;
  terminate(): void;
}

/** What a connection asks of the gateway. Each returns a session, or the code to close with, or null for op 9. */
export interface Sessions {
  identify(body: unknown): Session | GatewayCloseCodes;
  resume(body: unknown): Session | GatewayCloseCodes | null;
  welcome(session: Session): void;
  members(session: Session, body: unknown): void;
  /** The session lost its connection; it may be resumed unless the client said good-bye. */
  leave(session: Session, resumable: boolean): void;
  /** The socket is gone. */
  ended(connection: Connection): void;
  enter(session: Session, connection: Connection): void;
}

export interface ConnectionOptions {
  socket: GatewaySocket;
  sessions: Sessions;
  heartbeatMs: number;
  record(frame: { kind: 'gateway-in' | 'gateway-out'; op: number; t: string | null; text: string }): void;
}

const SENDS_PER_MINUTE = 120;
/** Closes with these from the client end the session. */
const FAREWELLS: readonly number[] = [1000, 1001];

/** One client's socket, from HELLO to the close. */
export function createConnection({ socket, sessions, heartbeatMs, record }: ConnectionOptions): Connection {
  let session: Session | null = null;
  let ended = false;
  let windowStart = 0;
  let sends = 0;
  let deadline: ReturnType<typeof setTimeout>;

  function write(op: number, t: string | null, text: string): void {
    if (ended) return;
    record({ kind: 'gateway-out', op, t, text });
    socket.send(text);
  }

  function end(resumable: boolean): void {
    if (ended) return;
    ended = true;
    clearTimeout(deadline);
    release(resumable);
    sessions.ended(connection);
  }

  function release(resumable: boolean): void {
    const left = session;
    session = null;
    if (left) sessions.leave(left, resumable);
  }

  function expectHeartbeat(): void {
    clearTimeout(deadline);
    deadline = setTimeout(() => connection.close(GatewayCloseCodes.SessionTimedOut), heartbeatMs * 1.5);
    deadline.unref();
  }

  function isFlooding(): boolean {
    const now = performance.now();
    if (now - windowStart > 60_000) {
      windowStart = now;
      sends = 0;
    }
    sends += 1;
    return sends > SENDS_PER_MINUTE;
  }

  function start(found: Session | GatewayCloseCodes | null, seq?: number): void {
    if (found === null) return connection.invalidate(false);
    if (typeof found === 'number') return connection.close(found);
    session = found;
    sessions.enter(found, connection);
    found.attach((t, text) => write(GatewayOpcodes.Dispatch, t, text));
    if (seq === undefined) return sessions.welcome(found);
    found.replay(seq);
    found.send('RESUMED', {});
  }

  function handle(op: number, d: unknown): void {
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        expectHeartbeat();
        return connection.send(GatewayOpcodes.HeartbeatAck);
      case GatewayOpcodes.Identify:
        return session ? connection.close(GatewayCloseCodes.AlreadyAuthenticated) : start(sessions.identify(d));
      case GatewayOpcodes.Resume:
        if (session) return connection.close(GatewayCloseCodes.AlreadyAuthenticated);
        return start(sessions.resume(d), (d as { seq: number } | null)?.seq);
      case GatewayOpcodes.RequestGuildMembers:
        return session ? sessions.members(session, d) : connection.close(GatewayCloseCodes.NotAuthenticated);
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
      case GatewayOpcodes.RequestSoundboardSounds:
        return session ? undefined : connection.close(GatewayCloseCodes.NotAuthenticated);
      default:
        return connection.close(GatewayCloseCodes.UnknownOpcode);
    }
  }

  const connection: Connection = {
    get session() {
      return session;
    },
    receive(text) {
      if (ended) return;
      const frame = decode(text);
      record({ kind: 'gateway-in', op: frame?.op ?? -1, t: null, text });
      if (isFlooding()) return connection.close(GatewayCloseCodes.RateLimited);
      return frame ? handle(frame.op, frame.d) : connection.close(GatewayCloseCodes.DecodeError);
    },
    closed: (code) => end(!FAREWELLS.includes(code)),
    send: (op, d = null) => write(op, null, encode(op, d)),
    invalidate(resumable) {
      release(resumable);
      connection.send(GatewayOpcodes.InvalidSession, resumable);
    },
    close(code) {
      end(code !== GatewayCloseCodes.SessionTimedOut && code !== GatewayCloseCodes.InvalidSeq);
      socket.close(code, CLOSE_REASONS[code] ?? '');
    },
    terminate() {
      end(true);
      socket.terminate();
    },
  };

  expectHeartbeat();
  connection.send(GatewayOpcodes.Hello, { heartbeat_interval: heartbeatMs });
  return connection;
}
