import type { Children } from './processes/children.ts';
import type { Section } from './report/rows.ts';
import type { Settings } from './settings.ts';

export interface Bench {
  readonly settings: Settings;
  readonly children: Children;
  /** An empty folder, gone when the run ends. */
  newFolder(): string;
  /** Tells the person who waits how far it is. */
  tell(line: string): void;
}

/** One thing that can be measured by itself. */
export interface Part {
  readonly name: string;
  readonly about: string;
  /** Takes so long that it is measured only when it is named. */
  readonly byNameOnly?: true;
  measure(bench: Bench): Promise<Section>;
}
