import type { Config, Environment, LoadedConfig } from '../platform/config/config.ts';
import type { Log } from '../platform/log.ts';

/** How a subcommand meets the outside. */
export interface CliIo {
  readonly environment: Environment;
  /** Reads `.env` and files of secrets, by default from disk. */
  readonly readFile?: (path: string) => string;
  /** Whether people read the output on a terminal, in colour. */
  readonly terminal: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Hears of errors that nobody caught. After a fatal one the program's state is unknown. */
  onBug(report: (error: unknown, fatal: boolean) => void): void;
  /** Resolves with the signal's name when the program is asked to stop. */
  untilStopped(): Promise<string>;
}

/** The running product. */
export interface RunningApp {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** A request to try, as people type it; in simulated mode only. */
  readonly firstRequest: string | null;
  close(): Promise<void>;
}

/** What a Postgres server says of itself and of us. */
export interface DatabaseFacts {
  /** The major version. */
  readonly version: number;
  readonly encoding: string;
  /** Connections that others left, ours not counted. */
  readonly freeConnections: number;
  /** Whether we may make tables in our schema. */
  readonly mayCreate: boolean;
  /** Whether it is a replica. */
  readonly readOnly: boolean;
  /** Epoch milliseconds by its clock. */
  readonly now: number;
}

export interface MigrationState {
  readonly name: string;
  /** Null while it waits to be applied. */
  readonly appliedAt: Date | null;
}

/** What became of one step in a real guild. */
export interface LiveStep {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
  readonly fix?: string;
}

/** Names of commands as people type them: `/bytes`. */
export interface CommandChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly accounts: number;
  readonly transactions: number;
  readonly guilds: readonly { guildId: string; balances: bigint; minted: bigint; burned: bigint }[];
  readonly differences: readonly {
    guildId: string;
    userId: string | null;
    kind: string;
    expected: string;
    actual: string;
  }[];
}

/** A key of the REST API without its secret; times in epoch milliseconds. */
interface KeyRecord {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly guildIds: readonly string[] | null;
  readonly ratePerMinute: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly createdAt: number;
}

export interface ListedKey extends KeyRecord {
  readonly state: string;
}

export interface IssuedKey {
  readonly key: string;
  readonly record: KeyRecord;
}

export interface WishedKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly guildIds: readonly string[] | null;
  readonly ratePerMinute: number;
  readonly expiresAt: number | null;
}

/** What may be done with API keys. A key is named by its id or prefix. @throws StartFailure for what is not possible */
export interface ApiKeyBook {
  now(): number;
  create(wish: WishedKey): Promise<IssuedKey>;
  list(): Promise<readonly ListedKey[]>;
  rotate(name: string): Promise<IssuedKey>;
  revoke(name: string): Promise<{ readonly id: string }>;
}

/** A backup that was written, with what it holds. */
export interface TakenBackup {
  /** `/var/backups/smarter-dev-….backup` or `s3://bucket/smarter-dev-….backup`. */
  readonly place: string;
  /** The file on this machine; null when it lies in a bucket only. */
  readonly path: string | null;
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  readonly ledgerHash: string;
  /** Names of older ones that were removed. */
  readonly removed: readonly string[];
}

export interface RestoredBackup {
  readonly createdAt: string;
  readonly appVersion: string;
  readonly rows: number;
  readonly ledgerHash: string;
  /** Names of migrations that were applied to it. */
  readonly migrated: readonly string[];
  readonly ledger: LedgerVerdict;
}

export interface RestoreWish {
  /** A path, or `s3:NAME` for one in the bucket. */
  readonly file: string;
  /** The address of a Postgres database or a DATA_DIR, in place of the configured one. */
  readonly into?: string | undefined;
  readonly replace: boolean;
  /** Into a scratch database that is removed afterwards. */
  readonly drill: boolean;
}

type Work<Result> = (config: Config, log: Log) => Promise<Result>;

/**
 * What subcommands ask of the product; the composition root fills it. Each opens what it needs and closes it again.
 * What the outside keeps from working is thrown as a `StartFailure`.
 */
export interface CliContext {
  readonly version: string;
  readonly startApp: (loaded: LoadedConfig, log: Log) => Promise<RunningApp>;
  /** One sentence: which database, how fast, how current its schema. */
  readonly checkDatabase: Work<string>;
  /** Of a Postgres server; the embedded database is not asked. */
  readonly databaseFacts: Work<DatabaseFacts>;
  /** Names of the migrations that were applied now. */
  readonly migrate: Work<readonly string[]>;
  readonly migrationStatus: Work<readonly MigrationState[]>;
  readonly verifyLedger: Work<LedgerVerdict>;
  /** @param to a folder or `s3`, in place of the configured one */
  readonly backup: (config: Config, log: Log, to: string | undefined) => Promise<TakenBackup>;
  readonly restore: (config: Config, log: Log, wish: RestoreWish) => Promise<RestoredBackup>;
  /** The API document as text. */
  readonly apiDocument: () => Promise<string>;
  readonly apiKeys: (config: Config, log: Log, work: (book: ApiKeyBook) => Promise<string>) => Promise<string>;
  /** Does once in a real guild what the product does there every day. */
  readonly tryGuild: (config: Config, log: Log, guildId: string) => Promise<readonly LiveStep[]>;
  readonly commandsDiff: Work<CommandChanges>;
  readonly commandsDeploy: Work<CommandChanges>;
  /** Puts the simulated world and its demo data back to the start. */
  readonly resetDemo: Work<void>;
}
