import type { Operation } from './api-document.ts';
import type { ApiKeys } from './api-keys.ts';

/** Stands for what an earlier answer said: the `next_cursor` of the same list, the `ETag` of the same address, an `id`. */
export const LAST_CURSOR = '«last cursor»';
export const LAST_ETAG = '«last ETag»';
export const LAST_ID = '«last id»';
/** A cursor of some other list. */
export const FOREIGN_CURSOR = '«foreign cursor»';

export interface Planned {
  readonly operation: Operation;
  readonly method: string;
  /** Texts by the parameter's name; a parameter that is not here is not sent. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly type: string | null; readonly bytes: Uint8Array<ArrayBuffer> } | null;
  /** Whether the body is what the same address answers when it is read, written back as it was. */
  readonly unchanged: boolean;
  readonly key: keyof ApiKeys | 'none' | 'garbled' | 'basic';
  /** What is wrong with it; null: it is as the document asks. */
  readonly flaw: string | null;
  /** Whether it has to be refused, rather than may. */
  readonly hopeless: boolean;
  /** Sent once more after it succeeded: as it was, or with this body. */
  readonly again: 'same' | Uint8Array<ArrayBuffer> | null;
}

/** A value as the bytes of its JSON; nothing at all for undefined. */
export function encoded(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value) ?? '');
}
