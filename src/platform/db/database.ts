import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Drizzle over whichever driver runs; for schema-typed queries off the hot paths. */
export type Orm = PgDatabase<PgQueryResultHKT>;

/** What a store needs to speak SQL: the database itself or an open transaction. */
export interface Queryable {
  readonly orm: Orm;
  /**
   * Runs one prepared statement by its text with `$1…` parameters; for hot paths.
   * Rows come back alike on both drivers: int8 as number (a value beyond ±2^53 throws), timestamptz as Date,
   * date as `YYYY-MM-DD`, json as parsed value, numeric and uuid as string.
   * Parameters: a plain object or array for json columns is passed as JSON text by the caller; arrays of strings or numbers pass as Postgres arrays.
   * @throws DatabaseTimeout when no answer came in 5 s; the connection is dropped.
   */
  rows<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** An open transaction. Everything on it commits together or not at all. */
export interface Tx extends Queryable {
  readonly inTransaction: true;
}

export interface Database extends Queryable {
  readonly kind: 'embedded' | 'postgres';
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Milliseconds that `SELECT 1` took. */
  ping(): Promise<number>;
  close(): Promise<void>;
}
