/** What one look at something outside brought. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'bad' | 'skipped';
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}

export function ok(name: string, text: string): Finding {
  return { name, state: 'ok', text };
}

export function bad(name: string, text: string, fix: string): Finding {
  return { name, state: 'bad', text, fix };
}

export function skipped(name: string, text: string, fix?: string): Finding {
  return { name, state: 'skipped', text, ...(fix ? { fix } : {}) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
