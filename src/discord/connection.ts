import { type Client, Events, type GatewayIntentBits } from 'discord.js';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Snowflake } from '../shared/ids.ts';
import { type CommandScope, commandData, createCommands } from './commands.ts';
import type { Directory } from './directory/directory.ts';
import { guildInfo } from './directory/follow.ts';
import type { GuildInfo } from './directory/model.ts';
import { createDispatch, type DispatchOptions } from './dispatch/dispatch.ts';
import type { Shards } from './gateway/client.ts';
import { createGateway, type GatewayState } from './gateway/gateway.ts';
import type { ShardHealth } from './gateway/health.ts';
import { attachListeners } from './gateway/listeners.ts';
import type { Signer } from './kit/buttons.ts';
import type { BotModule } from './kit/contract.ts';
import type { Reach } from './reach.ts';
import type { SharedRest } from './rest.ts';
import type { RoleQueue } from './roles/queue.ts';
import { welcome } from './welcome.ts';

export interface ConnectionOptions {
  readonly token: string;
  readonly rest: SharedRest;
  readonly directory: Directory;
  readonly roles: Pick<RoleQueue, 'start' | 'busy' | 'close'>;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Log;
  readonly modules: readonly BotModule[];
  /** Where commands are registered: once for everyone (production), or in each or one of the guilds, live at once. */
  readonly deploy: 'global' | 'guilds' | 'off' | { readonly guildId: Snowflake };
  /** By default everything that the product can use. */
  readonly intents?: readonly GatewayIntentBits[];
  readonly shards?: Shards;
  /** Where guild managers set the bot up; named in the hello. */
  readonly dashboardUrl?: string;
  /** Tells when Discord was away and is back, so that dead connections are found. */
  readonly reach?: Reach;
  /** Milliseconds before the second login attempt; doubles up to a minute. */
  readonly firstRetry?: number;
  /** Milliseconds until the watchdog defers a slow interaction. */
  readonly deferAfter?: number;
  /** Hears what became of each interaction. */
  readonly onAnswered?: DispatchOptions['onAnswered'];
}

export interface ConnectionHealth {
  readonly state: GatewayState;
  /** Connected, and every shard is ready with heartbeats acknowledged. */
  readonly ok: boolean;
  /** Why Discord refuses the login, with the way out; null while it does not. */
  readonly failure: string | null;
  /** Privileged intents that the application lacks: `MessageContent`. */
  readonly off: readonly string[];
  readonly guilds: number;
  readonly shards: readonly ShardHealth[];
}

/** The bot's life on Discord. */
export interface Connection {
  /** Connects, however long it takes. Resolves after the first login with its commands registered, or when Discord refuses it for good; never rejects. */
  start(): Promise<void>;
  readonly off: readonly string[];
  /** The logged-in client, if any. */
  client(): Client<true> | null;
  /** The guilds that this process hears of; empty while it is not connected. */
  guilds(): GuildInfo[];
  /** Swaps handlers and listeners and registers changed commands; the gateway session goes on. */
  use(modules: readonly BotModule[]): Promise<void>;
  health(): ConnectionHealth;
  /** Whether anything is being worked on: an interaction, an event, a role write. */
  busy(): boolean;
  /** Refuses new interactions, lets running ones and due role writes finish, and logs out; ten seconds at most. */
  close(): Promise<void>;
}

const DRAIN = 5_000;
const FLUSH = 2_500;

export function createConnection(options: ConnectionOptions): Connection {
  const { directory, roles, rest, log } = options;
  const { onAnswered, ...rest_ } = options;
  const dispatch = createDispatch(onAnswered ? { ...rest_, onAnswered } : rest_);
  let modules = options.modules;
  let detach: (() => void)[] = [];
  let deploying = Promise.resolve();
  const listening = new Set<Promise<unknown>>();

  const gateway = createGateway({
    ...options,
    onClient(client) {
      client.on(Events.InteractionCreate, (interaction) => void dispatch.handle(interaction));
      client.on(Events.GuildCreate, (guild) => {
        void welcome(guild, options.dashboardUrl, log);
        if (options.deploy !== 'global') void deploy(client, [guild.id]);
      });
      directory.follow(client);
      listen(client);
    },
    onReady(client) {
      roles.start();
      void deploy(client, [...client.guilds.cache.keys()]);
    },
  });

  function track(work: Promise<unknown>): void {
    listening.add(work);
    void work.finally(() => listening.delete(work));
  }

  function listen(client: Client): void {
    for (const end of detach) end();
    const failed = (err: unknown, event: string) => log.error({ err, event }, 'gateway listener failed');
    detach = modules.flatMap(({ listen }) => (listen ? [attachListeners(client, listen, failed, track)] : []));
  }

  /** One at a time, so that a swap during a deployment ends with the newest commands. */
  function deploy(client: Client, guildIds: readonly Snowflake[]): Promise<void> {
    deploying = deploying
      .then(() => deployNow(client, guildIds))
      .catch((error: unknown) => {
        log.error({ err: error }, 'commands could not be registered');
      });
    return deploying;
  }

  async function deployNow({ application }: Client, guildIds: readonly Snowflake[]): Promise<void> {
    if (!application) return;
    const commands = createCommands(rest, application.id, log);
    for (const scope of scopesOf(options.deploy, guildIds)) await commands.deploy(scope, commandData(modules));
  }

  return {
    async start() {
      await gateway.start();
      await deploying;
    },
    busy: () => listening.size > 0 || dispatch.busy() || roles.busy(),
    get off() {
      return gateway.off;
    },
    client: () => gateway.client(),
    guilds: () => gateway.client()?.guilds.cache.map(guildInfo) ?? [],
    async use(next) {
      dispatch.use(next);
      modules = next;
      const client = gateway.client();
      if (!client) return;
      listen(client);
      await deploy(client, [...client.guilds.cache.keys()]);
    },
    health() {
      const shards = gateway.shards();
      const ok = gateway.state === 'connected' && shards.length > 0 && shards.every((shard) => shard.ok);
      const guilds = gateway.client()?.guilds.cache.size ?? 0;
      return { state: gateway.state, ok, failure: gateway.failure, off: gateway.off, guilds, shards };
    },
    async close() {
      const left = await dispatch.drain(DRAIN);
      await Promise.race([Promise.allSettled(listening), Bun.sleep(FLUSH)]);
      if (left > 0) log.warn({ left }, 'interactions were still running at shutdown');
      await roles.close(FLUSH);
      await gateway.close();
      rest.close();
    },
  };
}

function scopesOf(deploy: ConnectionOptions['deploy'], guildIds: readonly Snowflake[]): readonly CommandScope[] {
  if (deploy === 'off') return [];
  if (deploy === 'global') return ['global'];
  return deploy === 'guilds' ? guildIds : guildIds.filter((id) => id === deploy.guildId);
}
