import { z } from 'zod';
import { snowflake } from '../../shared/ids.ts';
import type { Issue } from '../../shared/issues.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Difference } from './rules/differences.ts';

export const FORMAT = 'smarter-dev.guild-config';
export const VERSION = 1;

/** A guild's whole configuration as a file. */
export const configFile = z.strictObject({
  format: z.literal(FORMAT, `must be "${FORMAT}": this is no file of a server's settings`),
  version: z.literal(VERSION, `must be ${VERSION}: this file is of another version of the program`),
  exported_at: z.iso.datetime(),
  guild: z.strictObject({ id: snowflake, name: z.string().max(100) }),
  features: z.record(z.string(), z.unknown()),
});

export type ConfigFile = z.infer<typeof configFile>;

/** A change of a guild's settings. */
export interface ConfigChange {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: { readonly id: string; readonly name: string | null };
  /** Whose settings: `economy`. */
  readonly feature: string;
  readonly title: string;
  readonly origin: 'edit' | 'restore' | 'import';
  /** What became of one thing, or of the order of all; null for a change of settings at large. */
  readonly deed: {
    readonly kind: 'created' | 'changed' | 'deleted' | 'sorted';
    /** `the squad Gophers`, `the squads` */
    readonly what: string;
  } | null;
  readonly differences: readonly Difference[];
}

export interface ConfigChanges {
  /** Newest first. */
  readonly changes: readonly ConfigChange[];
  readonly hasOlder: boolean;
}

/** One change, and what going back to before it would do now. */
export interface ChangeDetail extends ConfigChange {
  readonly restoring: readonly Difference[];
  /** What else going back means, in sentences. */
  readonly notes: readonly string[];
  /** Of the settings now; `restore` wants it back. */
  readonly version: string;
}

export interface PartPreview {
  readonly feature: string;
  readonly title: string;
  readonly differences: readonly Difference[];
  /** What else they mean, in sentences: whom it hits, what stays. */
  readonly notes: readonly string[];
}

/** What an import would change. */
export interface ImportPreview {
  /** Where the file comes from. */
  readonly from: ConfigFile['guild'];
  readonly exportedAt: string;
  readonly parts: readonly PartPreview[];
  /** Of the settings that this was compared with; `applyImport` wants it back. */
  readonly version: string;
}

export interface Wrong {
  readonly issues: readonly Issue[];
}

export type HistoryRefusal =
  | 'change_unknown'
  | 'nothing_to_restore'
  | 'config_changed_meanwhile'
  | 'discord_away'
  | 'guild_unseen';

export type HistoryNo = Refusal<HistoryRefusal>;
