import { type ClientOptions, SimpleShardingStrategy } from 'discord.js';

/** The sockets to Discord's gateway, so that one that is dead can be given up. */
export interface Links {
  /** For the client's options. */
  readonly buildStrategy: NonNullable<NonNullable<ClientOptions['ws']>['buildStrategy']>;
  /** Drops a shard's socket without a good-bye; discord.js makes a new one and resumes the session. */
  cut(shard: number): void;
}

type Sockets = ReadonlyMap<number, { readonly connection: { terminate(): void } | null }>;

export function createLinks(): Links {
  let sockets: Sockets | undefined;
  return {
    buildStrategy(manager) {
      const strategy = new SimpleShardingStrategy(manager);
      // Its own way to end a socket says good-bye, and waits half a minute for the answer of one that is dead.
      sockets = Reflect.get(strategy, 'shards') as Sockets | undefined;
      return strategy;
    },
    cut: (shard) => sockets?.get(shard)?.connection?.terminate(),
  };
}
