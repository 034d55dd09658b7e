export interface Outcome {
  readonly rows: unknown[];
  /** The tag of what was done: `SELECT`, `COMMIT`, `ROLLBACK`, … */
  readonly command: string;
}

/** One connection to Postgres, whichever driver carries it; used by one caller at a time. */
export interface Session {
  /** True once it cannot be used any more. */
  readonly broken: boolean;
  /**
   * Runs one prepared statement; rows are objects, or arrays in column order.
   * @throws SqlError, DatabaseTimeout, ConnectionLost
   */
  run(text: string, parameters: readonly unknown[], shape: 'objects' | 'arrays'): Promise<Outcome>;
  /** Runs any number of statements without parameters and without a deadline. @throws SqlError, ConnectionLost */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}
