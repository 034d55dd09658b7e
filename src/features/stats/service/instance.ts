/** A part that this instance depends on, as it is now. */
export interface InstancePart {
  /** `Database`, `Redis`, `Shard 0`. */
  readonly name: string;
  readonly state: 'ok' | 'degraded' | 'down';
  /** `2 ms`, `41 ms, last event 3 s ago`, or a sentence of what is wrong. */
  readonly detail: string;
}

/** How this process is doing, as the composition root knows it. */
export interface Instance {
  parts(): Promise<readonly InstancePart[]>;
  /** Why Discord refuses the bot, and privileged intents that it lacks: `MessageContent`. */
  bot(): { readonly failure: string | null; readonly off: readonly string[] };
  /** Where the bot is added to a guild; null when no application is known. */
  readonly addBotUrl: string | null;
}
