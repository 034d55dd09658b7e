import { AsyncLocalStorage } from 'node:async_hooks';

/** Fields that every line of one piece of work carries: the request or the interaction that it belongs to. */
export type LogContext = Readonly<{ req_id: string } | { interaction_id: string }>;

const current = new AsyncLocalStorage<LogContext>();

/** Runs work, every line of whose log says what it belongs to, however deep it is written. */
export function logged<T>(context: LogContext, work: () => T): T {
  return current.run(context, work);
}

/** What the code that runs now belongs to; empty outside any such work. */
export function logContext(): object {
  return current.getStore() ?? {};
}
