import { type Client, Events, type GatewayIntentBits } from 'discord.js';
import { systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Reach } from '../reach.ts';
import type { SharedRest } from '../rest.ts';
import { backoff, pause } from './backoff.ts';
import { buildClient, type Shards } from './client.ts';
import { closeError, IntentsRefused, LoginRefused } from './close-codes.ts';
import { type ShardHealth, shardHealth } from './health.ts';
import { intentName, refusedIntents, WANTED_INTENTS } from './intents.ts';
import { createLinks } from './links.ts';
import { login } from './login.ts';

export type GatewayState = 'connecting' | 'connected' | 'refused' | 'closed';

export interface Gateway {
  /** Logs in and keeps logging in until it works. Resolves after the first login, or when Discord refuses it for good. */
  start(): Promise<void>;
  readonly state: GatewayState;
  /** Why Discord refuses us, in a sentence with the way out; null while it does not. */
  readonly failure: string | null;
  /** Privileged intents that the application lacks; what needs them is off. */
  readonly off: readonly string[];
  /** The client that is logged in, if any. */
  client(): Client<true> | null;
  shards(): ShardHealth[];
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly token: string;
  readonly rest: SharedRest;
  readonly log: Log;
  readonly intents?: readonly GatewayIntentBits[] | undefined;
  readonly shards?: Shards | undefined;
  /** Milliseconds before the second login attempt; doubles up to a minute. */
  readonly firstRetry?: number | undefined;
  /** Tells when Discord was away and is back. */
  readonly reach?: Pick<Reach, 'onBack' | 'watch'> | undefined;
  /** A client is about to log in: attach listeners. */
  readonly onClient: (client: Client) => void;
  /** A client is logged in and has its guilds. */
  readonly onReady: (client: Client<true>) => void;
}

/** Milliseconds. Discord asks for a heartbeat every 41 s. */
const SILENT = 60_000;
const LOOK_EVERY = 10_000;

/** Keeps one logged-in client, whatever Discord does. */
export function createGateway(options: GatewayOptions): Gateway {
  const { token, rest, log, reach, shards = 'auto', firstRetry = 1_000 } = options;
  const wanted = options.intents ?? WANTED_INTENTS;
  const stopping = new AbortController();
  const dispatchedAt = new Map<number, number>();
  const links = createLinks();
  const ends = [
    watchSilence(),
    ...(reach ? [reach.onBack((awaySince) => cutSilent(awaySince, health())), reach.watch()] : []),
  ];
  let off: GatewayIntentBits[] = [];
  let state: GatewayState = 'connecting';
  let failure: string | null = null;
  let current: Client | null = null;

  async function connect(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; ) {
      try {
        return await attemptLogin();
      } catch (error) {
        if (stopping.signal.aborted || (await settle(error)) === 'give up') return;
        if (!(error instanceof IntentsRefused)) await pause(backoff(firstRetry, attempt++), stopping.signal);
      }
    }
  }

  async function attemptLogin(): Promise<void> {
    state = 'connecting';
    const intents = wanted.filter((intent) => !off.includes(intent));
    const client = buildClient(rest, intents, shards, links);
    observe(client);
    options.onClient(client);
    current = client;
    const ready = await login(client, token, stopping.signal);
    state = 'connected';
    failure = null;
    log.info(
      { bot: ready.user.tag, guilds: ready.guilds.cache.size, intents_off: off.map(intentName) },
      'logged in to Discord',
    );
    options.onReady(ready);
    ready.once(Events.ShardDisconnect, ({ code }) => void reconnect(ready, code));
  }

  /** discord.js has given the session up for good: start anew with a client of its own. */
  async function reconnect(lost: Client, code: number): Promise<void> {
    if (stopping.signal.aborted || lost !== current) return;
    state = 'connecting';
    await lost.destroy();
    if ((await settle(closeError(code, shards === 'auto'))) === 'retry') await connect();
  }

  /** Gives up connections that nothing was heard of since then: discord.js itself takes two minutes to. */
  function cutSilent(since: number, shards: readonly ShardHealth[]): void {
    for (const { id, heartbeatAge, dispatchAge } of shards) {
      const heardAt = systemClock.now() - Math.min(heartbeatAge ?? Infinity, dispatchAge ?? Infinity);
      if (heardAt >= since) continue;
      log.info({ shard: id }, 'a connection to Discord seems dead; connecting anew');
      links.cut(id);
    }
  }

  function health(): ShardHealth[] {
    return current ? shardHealth(current, dispatchedAt, systemClock) : [];
  }

  /** Whoever is connected is heard at every heartbeat. */
  function watchSilence(): () => void {
    const connected = () => health().filter(({ status }) => status === 'Ready');
    const timer = setInterval(() => cutSilent(systemClock.now() - SILENT, connected()), LOOK_EVERY);
    timer.unref();
    return () => clearInterval(timer);
  }

  async function settle(error: unknown): Promise<'retry' | 'give up'> {
    if (error instanceof IntentsRefused) return dropIntents();
    if (error instanceof LoginRefused) {
      state = 'refused';
      failure = error.message;
      log.error(error.message);
      return 'give up';
    }
    log.warn({ err: error }, 'Discord cannot be reached; trying again');
    return 'retry';
  }

  async function dropIntents(): Promise<'retry'> {
    const left = wanted.filter((intent) => !off.includes(intent));
    off = [...off, ...(await refusedIntents(rest, left))];
    log.warn(
      { intents_off: off.map(intentName) },
      'these privileged intents are off in the developer portal; what needs them is off',
    );
    return 'retry';
  }

  function observe(client: Client): void {
    client.on(Events.Raw, (_packet: unknown, shard: number) => dispatchedAt.set(shard, systemClock.now()));
    client.on(Events.Error, (error) => log.error({ err: error }, 'Discord client error'));
    client.on(Events.Warn, (message) => log.warn({ message }, 'Discord client warning'));
    client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'Discord connection error'));
    client.on(Events.ShardReconnecting, (shard) => {
      if (state === 'connected') log.info({ shard }, 'reconnecting to Discord');
    });
    client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'Discord session resumed'));
  }

  return {
    start: connect,
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
    get off() {
      return off.map(intentName);
    },
    client: () => (state === 'connected' && current ? (current as Client<true>) : null),
    shards: health,
    async close() {
      state = 'closed';
      for (const end of ends) end();
      stopping.abort();
      await current?.destroy();
    },
  };
}
