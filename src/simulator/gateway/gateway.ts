import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { Snowflake } from '../../shared/ids.ts';
import type { FaultSwitches, GatewayFault } from '../faults.ts';
import type { WireLog } from '../wire.ts';
import type { World } from '../world/world.ts';
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  type GatewaySocket,
  type Sessions,
} from './connection.ts';
import { identify, isToken } from './identify.ts';
import { sendMembers } from './members.ts';
import { isRecord } from './protocol.ts';
import { createSession, type Session } from './session.ts';

export interface SessionInfo {
  id: string;
  intents: number;
  shard: readonly [id: number, count: number];
  /** The number of the last dispatch. */
  seq: number;
  connected: boolean;
}

export interface Gateway {
  /** A client's socket opened; `query` is what it connected with (`?v=10&encoding=json`). */
  connect(socket: GatewaySocket, query: URLSearchParams): Connection;
  sessions(): SessionInfo[];
  /** Does one thing to every open connection: op 7, op 9 or a close code. */
  fault(fault: GatewayFault): void;
  /** Ends every session: clients identify anew, as after a change that no event tells. */
  restart(): void;
  close(): void;
}

export interface GatewayOptions {
  world: World;
  /** The only bot token that is accepted, without `Bot `. */
  token: string;
  /** Where clients reconnect to: `ws://127.0.0.1:3000/simulator/discord/gateway`. */
  url: string;
  faults: FaultSwitches;
  wire: WireLog;
  heartbeatMs?: number;
  /** How long a session waits for its client to come back. */
  resumableMs?: number;
  guildsPerShard?: number;
}

export function createGateway(options: GatewayOptions): Gateway {
  const {
    world,
    token,
    faults,
    wire,
    heartbeatMs = 41_250,
    resumableMs = 5 * 60_000,
    guildsPerShard = 2_500,
  } = options;
  const sessions = new Map<string, Session>();
  const connections = new Set<Connection>();
  const departures = new Map<string, ReturnType<typeof setTimeout>>();

  function forget(id: string): void {
    clearTimeout(departures.get(id));
    departures.delete(id);
    sessions.delete(id);
  }

  const desk: Sessions = {
    identify(body) {
      const guildIds = Object.keys(world.state.guilds).filter((id) => world.bot(id));
      const found = identify(body, {
        token,
        disallowedIntents: faults.current.disallowedIntents,
        guildIds,
        guildsPerShard,
      });
      if (typeof found === 'number') return found;
      const session = createSession({ ...found, botId: world.state.application.bot.id });
      sessions.set(session.id, session);
      return session;
    },
    resume(body) {
      if (!isRecord(body) || typeof body.seq !== 'number') return GatewayCloseCodes.DecodeError;
      if (!isToken(body.token, token)) return GatewayCloseCodes.AuthenticationFailed;
      const session = sessions.get(String(body.session_id));
      if (!session?.remembers(body.seq)) return null;
      return body.seq > session.seq ? GatewayCloseCodes.InvalidSeq : session;
    },
    welcome(session) {
      const guilds = Object.values(world.state.guilds).filter(
        ({ guild }) => world.bot(guild.id) && session.handles(guild.id),
      );
      session.send(
        'READY',
        ready(
          session,
          guilds.map(({ guild }) => guild.id),
        ),
      );
      for (const place of guilds) {
        session.offer({
          t: 'GUILD_CREATE',
          d: world.guildCreatePayload(place.guild.id),
          guildId: place.guild.id,
          intents: 0,
        });
      }
    },
    members: (session, body) => sendMembers(session, world.state.guilds, body),
    enter(session, connection) {
      clearTimeout(departures.get(session.id));
      departures.delete(session.id);
      for (const other of connections) {
        if (other !== connection && other.session === session) other.close(GatewayCloseCodes.UnknownError);
      }
    },
    ended: (connection) => void connections.delete(connection),
    leave(session, resumable) {
      session.attach(null);
      if (!resumable) return forget(session.id);
      const timer = setTimeout(() => forget(session.id), resumableMs);
      timer.unref();
      departures.set(session.id, timer);
    },
  };

  function ready(session: Session, guildIds: readonly Snowflake[]): object {
    const { bot, id } = world.state.application;
    return {
      v: 10,
      user: { ...bot, verified: true, mfa_enabled: true, email: null },
      guilds: guildIds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url,
      session_type: 'normal',
      private_channels: [],
      relationships: [],
      user_settings: {},
      application: { id, flags: 0 },
      shard: session.shard,
    };
  }

  const unsubscribe = [
    world.onDispatch((dispatch) => {
      for (const session of sessions.values()) session.offer(dispatch);
    }),
    faults.onChange(({ gatewayDown }) => {
      if (gatewayDown) for (const connection of [...connections]) connection.terminate();
    }),
  ];

  return {
    connect(socket, query) {
      const connection = createConnection({ socket, sessions: desk, heartbeatMs, record: recorder(wire) });
      connections.add(connection);
      if (query.has('v') && query.get('v') !== '10') connection.close(GatewayCloseCodes.InvalidAPIVersion);
      return connection;
    },
    sessions: () =>
      [...sessions.values()].map(({ id, intents, shard, seq, connected }) => ({ id, intents, shard, seq, connected })),
    fault(fault) {
      wire.record({ kind: 'fault', summary: `gateway ${fault}` });
      for (const connection of [...connections]) {
        if (fault === 'reconnect') connection.send(GatewayOpcodes.Reconnect);
        else if (fault === 'invalid_session') connection.invalidate(false);
        else if (fault === 'invalid_session_resumable') connection.invalidate(true);
        else connection.close(Number(fault.slice('close:'.length)));
      }
    },
    restart() {
      for (const connection of [...connections]) connection.invalidate(false);
      for (const id of [...sessions.keys()]) forget(id);
    },
    close() {
      for (const end of unsubscribe) end();
      for (const connection of [...connections]) connection.close(1001);
      for (const id of [...sessions.keys()]) forget(id);
    },
  };
}

function recorder(wire: WireLog): ConnectionOptions['record'] {
  return ({ kind, op, t, text }) => {
    wire.record({
      kind,
      summary: t ? `${op} ${t}` : `${op} ${GatewayOpcodes[op] ?? ''}`.trim(),
      op,
      data: text,
      ...(t ? { t } : {}),
    });
  };
}
