import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';

/** A request that may come again. */
export interface IdempotentRequest {
  /** Whose key it is and what it is for. */
  readonly scope: string;
  readonly key: string;
  /** Of everything that makes the request what it is. */
  readonly fingerprint: string;
}

export interface KeptResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Outcome =
  | { readonly kind: 'done' | 'replayed'; readonly result: KeptResult }
  /** The key came before with another request. */
  | { readonly kind: 'conflict' }
  /** The same request is at work, here or in another process. */
  | { readonly kind: 'working' };

export interface Idempotency {
  run(request: IdempotentRequest, work: () => Promise<KeptResult & { keep: boolean }>): Promise<Outcome>;
  /** Forgets what is older than 24 hours. @returns how many keys */
  sweep(): Promise<number>;
}

const DAY = 24 * 3_600_000;
/** A claim this old belongs to a process that died. */
const CLAIM = 60_000;

interface Row {
  fingerprint: string;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

const CLAIM_KEY = `
  INSERT INTO idempotency_keys AS known (scope, key, fingerprint, claim_id, claimed_at, created_at)
  VALUES ($1, $2, $3, $4, $5, $5)
  ON CONFLICT (scope, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, claim_id = excluded.claim_id, claimed_at = excluded.claimed_at,
        created_at = excluded.created_at, status = NULL, headers = NULL, body = NULL
    WHERE known.created_at <= $6
       OR (known.status IS NULL AND known.claimed_at <= $7 AND known.fingerprint = excluded.fingerprint)
  RETURNING key`;
const FIND = 'SELECT fingerprint, status, headers, body FROM idempotency_keys WHERE scope = $1 AND key = $2';
const KEEP = `
  UPDATE idempotency_keys SET status = $4, headers = $5::jsonb, body = $6
  WHERE scope = $1 AND key = $2 AND claim_id = $3`;
const RELEASE = 'DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND claim_id = $3';
const SWEEP =
  'WITH gone AS (DELETE FROM idempotency_keys WHERE created_at <= $1 RETURNING 1) SELECT count(*) AS count FROM gone';

/** Remembers answers for 24 hours, so that a repeated request is answered and not done again. */
export function createIdempotency({ db, clock }: { readonly db: Database; readonly clock: Clock }): Idempotency {
  const at = (time: number) => new Date(time).toISOString();

  async function found({ scope, key, fingerprint }: IdempotentRequest): Promise<Outcome> {
    const [row] = await db.rows<Row>(FIND, [scope, key]);
    // Released between the two statements: as good as at work a moment ago.
    if (!row) return { kind: 'working' };
    if (row.fingerprint !== fingerprint) return { kind: 'conflict' };
    if (row.status === null) return { kind: 'working' };
    return { kind: 'replayed', result: { status: row.status, headers: row.headers ?? {}, body: row.body ?? '' } };
  }

  return {
    async run(request, work) {
      const { scope, key, fingerprint } = request;
      const claimId = crypto.randomUUID();
      const now = clock.now();
      const times = [at(now), at(now - DAY), at(now - CLAIM)];
      const claimed = await db.rows(CLAIM_KEY, [scope, key, fingerprint, claimId, ...times]);
      if (claimed.length === 0) return found(request);
      let kept = false;
      try {
        const { keep, ...result } = await work();
        if (keep) {
          await db.rows(KEEP, [scope, key, claimId, result.status, JSON.stringify(result.headers), result.body]);
          kept = true;
        }
        return { kind: 'done', result };
      } finally {
        if (!kept) await db.rows(RELEASE, [scope, key, claimId]);
      }
    },

    async sweep() {
      const [row] = await db.rows<{ count: number }>(SWEEP, [at(clock.now() - DAY)]);
      return row?.count ?? 0;
    },
  };
}
