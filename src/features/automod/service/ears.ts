import type { Bus } from '../../../platform/bus/bus.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Impact, RuleInput, Trace } from '../model/index.ts';

/** What only the process that hears a guild knows. */
export type Question =
  | { readonly kind: 'impact'; readonly input: RuleInput }
  | { readonly kind: 'trace'; readonly messageId: Snowflake }
  | { readonly kind: 'traces'; readonly limit: number }
  | { readonly kind: 'lacking' };

interface Answers {
  readonly impact: Impact;
  /** Oldest first; none for a message that is not remembered. */
  readonly trace: readonly Trace[];
  /** Newest first. */
  readonly traces: readonly Trace[];
  /** Intents that Discord does not give the bot. */
  readonly lacking: readonly string[];
}

/** Milliseconds within which another process answers, or none does. */
const PATIENCE = 2_000;

export type Ears = ReturnType<typeof createEars>;

/** Asks whichever process hears a guild; often it is this one. @param answer from what this process knows */
export function createEars(bus: Bus, answer: (guildId: Snowflake, question: Question) => Answers[Question['kind']]) {
  const waiting = new Map<string, (answer: unknown) => void>();
  let hears: (guildId: Snowflake) => boolean = () => false;
  const ends = [
    bus.subscribe('automod.asked', ({ id, guildId, question }) => {
      if (hears(guildId)) bus.publish('automod.answered', { id, answer: answer(guildId, question as Question) });
    }),
    bus.subscribe('automod.answered', ({ id, answer: told }) => waiting.get(id)?.(told)),
  ];

  async function askOthers(guildId: Snowflake, question: Question): Promise<unknown> {
    const id = crypto.randomUUID();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => resolve('silent'), PATIENCE);
    waiting.set(id, resolve);
    bus.publish('automod.asked', { id, guildId, question });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  }

  return {
    /** @param test whether this process hears a guild now */
    hearBy(test: (guildId: Snowflake) => boolean): void {
      hears = test;
    },

    /** `silent`: no process that hears the guild answered in time. */
    async ask<Kind extends Question['kind']>(
      guildId: Snowflake,
      question: Extract<Question, { kind: Kind }>,
    ): Promise<Answers[Kind] | 'silent'> {
      const isHere = bus.kind === 'in-process' || hears(guildId);
      if (!isHere && !bus.healthy()) return 'silent';
      return (isHere ? answer(guildId, question) : await askOthers(guildId, question)) as Answers[Kind] | 'silent';
    },

    stop(): void {
      for (const end of ends) end();
    },
  };
}
