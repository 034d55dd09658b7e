import { StartFailure } from '../../shared/start-failure.ts';

/** No answer came in time. The connection is gone, so whether a write took effect is unknown. */
export class DatabaseTimeout extends Error {
  override readonly name = 'DatabaseTimeout';
}

/** The connection broke, or the transaction it carried has ended. What was not committed is rolled back. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** The database cannot be used at all; the message is a sentence for the operator that says what to do. */
export class DatabaseUnavailable extends StartFailure {
  override readonly name = 'DatabaseUnavailable';
}

/** Postgres refused a statement. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** The five-character SQLSTATE: `23505` for a unique violation. */
  readonly code: string;
  /** The violated constraint, when there is one. */
  readonly constraint: string | undefined;

  constructor(message: string, code: string, constraint: string | undefined, cause: unknown) {
    super(message, { cause });
    this.code = code;
    this.constraint = constraint;
  }
}
