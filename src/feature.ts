import type { AnyElysia } from 'elysia';
import type { BotModule } from './discord/kit/contract.ts';

/** Work that runs on a schedule, in one process at a time. */
export interface Job {
  readonly name: string;
  /** A cron pattern in UTC, seconds allowed: `0 *\/5 * * * *`. */
  readonly cron: string;
  readonly run: () => Promise<void>;
}

/** A simulated guild, for whoever fills it with a past. */
export interface DemoGuild {
  readonly guildId: string;
  readonly members: readonly {
    readonly id: string;
    readonly username: string;
    readonly bot: boolean;
    readonly roleIds: readonly string[];
  }[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

/** What a feature brings to the house; `src/features.ts` lists them all. */
export interface Feature {
  readonly name: string;
  readonly bot?: BotModule;
  /** REST routes, mounted under `/api`. */
  readonly api?: AnyElysia;
  /** Pages and fragments. */
  readonly web?: AnyElysia;
  readonly jobs?: readonly Job[];
  /** Fills an empty database for the simulated guilds; runs once, before the bot starts. */
  readonly demo?: (guilds: readonly DemoGuild[]) => Promise<void>;
  readonly close?: () => Promise<void>;
}
