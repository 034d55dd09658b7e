import type { Tx } from '../../../platform/db/database.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Issue } from '../../../shared/issues.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Actor } from '../../guilds/service.ts';
import type { Reading } from '../rules/differences.ts';
import type { Step } from '../rules/steps.ts';

/** A change as the audit log has it. */
export interface Noted {
  readonly target: string | null;
  readonly before: object | null;
  readonly after: object | null;
}

/** Settings that fit the guild as it is now, or all that is wrong with them, or that this cannot be told now. */
export type Checked =
  | {
      readonly value: object;
      /** What writing it means besides what differs, in sentences: whom it hits, what stays. */
      readonly notes?: readonly string[];
    }
  | { readonly issues: readonly Issue[] }
  | Refusal<'discord_away' | 'guild_unseen'>;

/** One change of a part's settings, to be written only when they are still of `version`. */
export interface PartWrite {
  readonly guildId: Snowflake;
  /** From `check`. */
  readonly value: object;
  readonly version: string;
  readonly actor: Actor;
  /** Why, for the audit log: `restore:<id>`, `import`. */
  readonly target: string;
}

/** What a feature lets be shown, restored, exported and imported of a guild's settings. */
export interface GuildConfigPart extends Reading {
  /** Its key in the file. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** The audit log's verb for a change of these settings; `before` and `after` are whole settings. */
  readonly action: string;
  /** Its verbs for changes of less than the whole. */
  readonly steps?: Readonly<Record<string, (noted: Noted) => Step>>;
  read(guildId: Snowflake): Promise<{ readonly value: object; readonly version: string }>;
  /** Entries of lists come with the id of now, or without one when they are new. What is as it is now need not fit. */
  check(guildId: Snowflake, value: unknown): Promise<Checked>;
  /** Writes with an audit entry inside the caller's transaction. */
  write(tx: Tx, write: PartWrite): Promise<Refusal<'config_changed_meanwhile'> | null>;
  /** After the commit: whoever remembers the old settings forgets them. */
  written(guildId: Snowflake): void;
}
