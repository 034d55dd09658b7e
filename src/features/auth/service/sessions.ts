import type { Clock } from '../../../platform/clock.ts';
import type { Database, Queryable } from '../../../platform/db/database.ts';
import type { Log } from '../../../platform/log.ts';
import type { SharedCache } from '../../../platform/shared-cache.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Client, OpenedSession, Person, Session } from '../model.ts';
import { isOver, SESSION, sameNetwork } from '../rules.ts';
import * as store from '../store.ts';

export interface SessionsDeps {
  readonly db: Database;
  /** Spares the database the question on most requests; without it every request asks. */
  readonly shared: SharedCache;
  /** Real time, even where the simulated Discord's clock is moved. */
  readonly clock: Clock;
  readonly log: Log;
  /** Ends a session that turns up in another network or another browser. */
  readonly checkOrigin: boolean;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Milliseconds that the shared cache may know a session. */
const REMEMBERED = 60_000;
/** Kept longer than what a slow reader may have been about to remember. */
const ENDED = { is: 'ended', for: 2 * REMEMBERED } as const;
const TOKEN = /^[\w-]{43}$/;
const LONGEST_AGENT = 300;

/** Who is signed in, in which browsers. The database decides; the shared cache forgets within a minute. */
export function createSessions({ db, shared, clock, log, checkOrigin }: SessionsDeps) {
  async function end(hashes: readonly string[]): Promise<void> {
    await Promise.all(hashes.map((hash) => shared.put(keyOf(hash), ENDED.is, ENDED.for)));
  }

  /** What the database knows; once a minute it notes that the session is in use. */
  async function fromDatabase(hash: string): Promise<Session | null> {
    const session = await store.find(db, hash);
    if (!session) return null;
    const now = clock.now();
    if (isOver(session, now)) return session;
    if (now - session.seenAt >= SESSION.touch && !(await store.saveSeen(db, session.id, now))) return null;
    await shared.add(keyOf(hash), session, REMEMBERED);
    return session;
  }

  return {
    /** Signs a person in, as part of the caller's transaction; always under a new token. */
    async open(tx: Queryable, person: Person, { address, userAgent }: Client): Promise<OpenedSession> {
      const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
      const now = clock.now();
      const session: Session = {
        id: Bun.randomUUIDv7('hex', now),
        person,
        address,
        userAgent: userAgent.slice(0, LONGEST_AGENT),
        createdAt: now,
        seenAt: now,
      };
      await store.insert(tx, digest(token), session);
      return { token, session };
    },

    /** The session that a browser shows the token of; null when there is none any more. */
    async resume(token: string, { address, userAgent, requestId }: Client): Promise<Session | null> {
      if (!TOKEN.test(token)) return null;
      const hash = digest(token);
      const known = await shared.read(keyOf(hash));
      if (known === ENDED.is) return null;
      const session = (known as Session | undefined) ?? (await fromDatabase(hash));
      if (!session || isOver(session, clock.now())) return null;
      const moved = !sameNetwork(session.address, address) || session.userAgent !== userAgent.slice(0, LONGEST_AGENT);
      if (!checkOrigin || !moved) return session;
      log.warn({ req_id: requestId, user: session.person.id, address }, 'a session turned up elsewhere and was ended');
      await end(await store.remove(db, session.person.id, session.id));
      return null;
    },

    /** A person's browsers, last used first. */
    async list(userId: Snowflake): Promise<Session[]> {
      const now = clock.now();
      return (await store.list(db, userId)).filter((session) => !isOver(session, now));
    },

    /** Whether a person's session goes on; does not count as its use. */
    async isOpen(userId: Snowflake, id: string): Promise<boolean> {
      const now = clock.now();
      return (await store.list(db, userId)).some((session) => session.id === id && !isOver(session, now));
    },

    /** Ends one session of a person, or all of them. @returns how many there were */
    async close(userId: Snowflake, id: string | 'all'): Promise<number> {
      const hashes = await store.remove(db, userId, id === 'all' ? null : id);
      await end(hashes);
      return hashes.length;
    },

    /** How many browsers are signed in. */
    countOpen(): Promise<number> {
      const now = clock.now();
      return store.countOpen(db, now - SESSION.idle, now - SESSION.absolute);
    },

    /** Removes what ended by itself. @returns how many */
    sweep(): Promise<number> {
      const now = clock.now();
      return store.removeOver(db, now - SESSION.idle, now - SESSION.absolute);
    },
  };
}

function keyOf(hash: string): string {
  return `session:${hash}`;
}

function digest(token: string): string {
  return new Bun.CryptoHasher('sha256').update(token).digest('hex');
}
