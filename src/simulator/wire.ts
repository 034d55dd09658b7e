import type { Clock } from '../platform/clock.ts';
import type { WireEntry } from './types.ts';

/** What a recorder hands over; bodies as JSON text, parsed and masked only when somebody reads them. */
export type WireRecord = Pick<WireEntry, 'kind' | 'summary'> &
  Partial<Pick<WireEntry, 'method' | 'path' | 'status' | 'ms' | 'reason' | 'op' | 't'>> & {
    request?: string;
    response?: string;
    data?: string;
  };

export interface WireLog {
  record(record: WireRecord): void;
  /** Entries after `seq`, oldest first, and the number to ask for next. */
  since(seq: number): { entries: WireEntry[]; next: number };
  /** Calls the listener for each new entry. @returns a function that ends it */
  onEntry(listener: (entry: WireEntry) => void): () => void;
}

const CAPACITY = 2000;
const LONGEST_BODY = 64 * 1024;
const SECRET_KEYS = new Set(['token', 'access_token', 'refresh_token', 'client_secret', 'code', 'code_verifier']);
const SECRET_PATHS: readonly [RegExp, string][] = [
  [/(\/interactions\/\d+\/)[^/?]+/, '$1***'],
  [/(\/webhooks\/\d+\/)[^/?]+/, '$1***'],
];

/** The last 2000 REST calls and gateway frames, secrets masked. */
export function createWireLog(clock: Clock): WireLog {
  const ring: (WireRecord & { seq: number; at: number })[] = [];
  const listeners = new Set<(entry: WireEntry) => void>();
  let seq = 0;

  return {
    record(record) {
      seq += 1;
      const kept = { ...record, seq, at: clock.now() };
      ring.push(kept);
      if (ring.length > CAPACITY) ring.shift();
      if (listeners.size === 0) return;
      const entry = readable(kept);
      for (const listener of listeners) listener(entry);
    },
    since(after) {
      const first = ring[0]?.seq ?? seq + 1;
      return { entries: ring.slice(Math.max(0, after + 1 - first)).map(readable), next: seq };
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readable({ request, response, data, ...entry }: WireRecord & { seq: number; at: number }): WireEntry {
  return {
    ...entry,
    summary: maskPath(entry.summary),
    ...(entry.path === undefined ? {} : { path: maskPath(entry.path) }),
    ...(request === undefined ? {} : { request: body(request) }),
    ...(response === undefined ? {} : { response: body(response) }),
    ...(data === undefined ? {} : { data: body(data) }),
  };
}

/** Parsed JSON with secrets masked; text that is no JSON is described, not shown. */
function body(text: string): unknown {
  if (text === '') return null;
  if (text.length > LONGEST_BODY) return { truncated: true, length: text.length };
  try {
    return JSON.parse(text, (key, value) => (SECRET_KEYS.has(key) && typeof value === 'string' ? '***' : value));
  } catch {
    return { unreadable: true, length: text.length };
  }
}

function maskPath(path: string): string {
  return SECRET_PATHS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), path);
}
