import type { Faults, WireEntry, WorldState } from '../types.ts';

/** What the page needs of the simulated Discord; the real `Simulator` fits. */
export interface PageSource {
  readonly world: {
    readonly state: WorldState;
    readonly revision: number;
    readonly clock: { now(): number };
  };
  readonly faults: { readonly current: Readonly<Faults> };
  readonly control: { handle(request: Request): Promise<Response> };
  readonly wire: {
    since(seq: number): { entries: WireEntry[]; next: number };
    onEntry(listener: (entry: WireEntry) => void): () => void;
  };
  /** Calls the listener whenever the world or the faults changed. @returns a function that ends it */
  onChange(listener: () => void): () => void;
}
