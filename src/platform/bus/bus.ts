import type { Snowflake } from '../../shared/ids.ts';

/** Everything that travels between parts and processes. Payloads are JSON. */
export interface BusEvents {
  'config.changed': { guildId: Snowflake; feature: string };
  'bytes.moved': {
    guildId: Snowflake;
    transactionId: string;
    type: string;
    giverId: string;
    receiverId: string;
    amount: number;
  };
  /** A squad, its order or its members changed. */
  'squads.changed': { guildId: Snowflake };
  /** A guild's rules or its emergency stop. */
  'automod.changed': { guildId: Snowflake };
  /** To the process that hears the guild: what it alone knows. */
  'automod.asked': { id: string; guildId: Snowflake; question: object };
  'automod.answered': { id: string; answer: unknown };
  'automod.acted': {
    guildId: Snowflake;
    eventId: string;
    ruleId: string;
    userId: Snowflake;
    trigger: string;
    actions: readonly { kind: string; status: string }[];
  };
  /** The whole ledger was proved; epoch milliseconds. */
  'ledger.verified': { differences: number; at: number };
  /** A case was made, or something happened to it. */
  'moderation.changed': { guildId: Snowflake; number: number; userId: Snowflake; created: boolean };
  'apikeys.changed': Record<string, never>;
  'roles.queued': { guildId: Snowflake };
}

export type BusTopic = keyof BusEvents;

export interface Bus {
  readonly kind: 'in-process' | 'redis';
  /** Delivers to every subscriber in every process, this one included. Never throws: a lost outside degrades and is logged. */
  publish<T extends BusTopic>(topic: T, event: BusEvents[T]): void;
  /** @returns a function that ends the subscription */
  subscribe<T extends BusTopic>(topic: T, handler: (event: BusEvents[T]) => void | Promise<void>): () => void;
  /** Whether events reach other processes right now; always true in-process. */
  healthy(): boolean;
  close(): Promise<void>;
}
