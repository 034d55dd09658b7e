import type { Logger } from 'pino';

/** Structured log; one JSON line per event, readable lines on a terminal. */
export type Log = Logger;
