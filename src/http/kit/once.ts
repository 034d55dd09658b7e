import type { Idempotency, Outcome } from '../../platform/idempotency.ts';
import type { ApiActor } from './guard.ts';
import { Refused } from './problem.ts';

/** The part of a handler's context that names a request. */
export interface Repeatable {
  readonly request: Request;
  readonly path: string;
  readonly body: unknown;
  readonly actor: ApiActor;
}

export interface Once {
  /**
   * Does the work once for each Idempotency-Key of an API key and address, and answers a repetition with the first
   * answer. Only answers below 300 are kept, for 24 hours: what was refused moved nothing and may be tried again.
   * The work gets a key for the ledger, derived from the request's, so that a crash before the answer was kept does
   * not move bytes twice.
   * @throws Refused `invalid_idempotency_key`, `idempotency_conflict`, `request_in_progress`
   */
  once(context: Repeatable, work: (ledgerKey: string) => Promise<Response>): Promise<Response>;
  /**
   * The same for a single movement, whose ledger row is itself the memory: nothing else is written. The work tells
   * conflicts by a refusal, and replays by `replayed`.
   */
  onceByLedger(context: Answering, work: (ledgerKey: string) => Promise<Movement>): Promise<object>;
}

/** With the head of the answer, so that the answer itself can be a plain value: a Response would be sent as a stream. */
interface Answering extends Repeatable {
  readonly set: { readonly headers: Record<string, string | number | undefined> };
}

export interface Movement {
  readonly answer: object;
  readonly replayed: boolean;
}

const KEY = /^[\w.:-]{1,128}$/;
const REPLAYED = 'idempotent-replayed';

export function createOnce(idempotency: Idempotency): Once {
  const working = new Set<string>();

  return {
    async once(context, work) {
      const key = keyOf(context);
      const scope = `${context.actor.id} ${context.request.method} ${context.path}`;
      const outcome = await idempotency.run({ scope, key, fingerprint: digest(JSON.stringify(context.body)) }, () =>
        work(ledgerKey(context, key)).then(kept),
      );
      return answer(outcome);
    },

    async onceByLedger(context, work) {
      const key = ledgerKey(context, keyOf(context));
      if (working.has(key)) throw new Refused('request_in_progress', { headers: { 'retry-after': '1' } });
      working.add(key);
      try {
        const { answer, replayed } = await work(key);
        if (replayed) context.set.headers[REPLAYED] = 'true';
        return answer;
      } finally {
        working.delete(key);
      }
    },
  };
}

function keyOf({ request }: Repeatable): string {
  const key = request.headers.get('idempotency-key');
  if (key === null || !KEY.test(key)) throw new Refused('invalid_idempotency_key');
  return key;
}

function ledgerKey({ actor, path }: Repeatable, key: string): string {
  return `api:${digest(`${actor.id}\n${path}\n${key}`)}`;
}

function digest(text: string | undefined): string {
  return Bun.SHA256.hash(text ?? '', 'base64url');
}

async function kept(response: Response) {
  const body = await response.text();
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, body, keep: response.status < 300 };
}

function answer(outcome: Outcome): Response {
  switch (outcome.kind) {
    case 'conflict':
      throw new Refused('idempotency_conflict');
    case 'working':
      throw new Refused('request_in_progress', { headers: { 'retry-after': '1' } });
    case 'done':
    case 'replayed': {
      const { status, headers, body } = outcome.result;
      const replay = outcome.kind === 'replayed' ? { [REPLAYED]: 'true' } : {};
      return new Response(body, { status, headers: { ...headers, ...replay } });
    }
  }
}
