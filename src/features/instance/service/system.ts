import type { Source } from '../../../platform/config/config.ts';

/** What this process runs on, as the composition root knows it. */
export interface System {
  /** `Version 0.1.0`, `Up for 3 days`. */
  facts(): readonly { readonly name: string; readonly value: string }[];
  /** The configuration in force, secrets masked; `source` is null where nobody noted it. */
  readonly settings: readonly {
    readonly name: string;
    readonly value: string;
    readonly source: Source | null;
    readonly secret: boolean;
  }[];
}
