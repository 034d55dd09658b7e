import { z } from 'zod';
import type { Finding, Happening, PostRef, TriggerKind } from '../rules.ts';
import type { Words } from './words.ts';

/** What the member wrote of late, this message included. */
export interface Past {
  /** How many messages, in how many channels; edits do not count. `channels` null: wherever. */
  rate(seconds: number, channels: ReadonlySet<string> | null): { readonly messages: number; readonly channels: number };
  /** How many texts are the same as this one or, as far as `similarity` says, alike; this one included. */
  copies(seconds: number, similarity: number): number;
  /** What was written before within the time, newest first; at most 50. */
  before(seconds: number): PostRef[];
}

/** What triggers look at, besides what happened. */
export interface Look {
  readonly words: Words;
  readonly past: Past;
}

export type Judge = (happening: Happening, look: Look) => Finding;

/** What a trigger needs to be told by Discord. */
export type Intent = 'GuildMembers' | 'MessageContent';

/** A setting of whatever looks at accounts. */
export const withoutAvatar = z
  .boolean()
  .default(false)
  .meta({
    title: 'Only accounts without a picture',
    description: 'Leave out who has an avatar of their own.',
    examples: [false],
  });

/** One kind of rule: what it looks at, its settings, and how it judges. A new kind is a new file. */
export interface Trigger<Schema extends z.ZodObject = z.ZodObject> {
  readonly kind: TriggerKind;
  readonly title: string;
  readonly on: readonly Happening['kind'][];
  readonly needs: readonly Intent[];
  /** `text`: it compares texts with earlier ones; `rate`: it counts messages. */
  readonly remembers: 'nothing' | 'rate' | 'text';
  /** Each field carries its title and description, so that a form draws itself. */
  readonly config: Schema;
  /** In a sentence, for lists. */
  describe(config: z.infer<Schema>): string;
  /** Once for each rule. @throws never: what the schema let through can be prepared */
  prepare(config: z.infer<Schema>): Judge;
}

export function trigger<Schema extends z.ZodObject>(definition: Trigger<Schema>): Trigger<Schema> {
  return definition;
}

export const hit = (reason: string, evidence?: readonly PostRef[]): Finding =>
  evidence ? { hit: true, reason, evidence } : { hit: true, reason };
export const miss = (reason: string): Finding => ({ hit: false, reason });
