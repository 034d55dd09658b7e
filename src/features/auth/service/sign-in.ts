import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Limits } from '../../../platform/limits.ts';
import type { Log } from '../../../platform/log.ts';
import { createSeal } from '../../../platform/seal.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { Client, OpenedSession, Person, SignInRefusal } from '../model.ts';
import { localPath } from '../rules.ts';
import type { Sessions } from './sessions.ts';

interface PendingSignIn {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** Signing in with Discord, as far as this service is concerned. */
export interface DiscordSignIn {
  begin(redirectUri: string): Promise<PendingSignIn & { readonly url: string }>;
  finish(
    answer: URLSearchParams,
    pending: PendingSignIn,
  ): Promise<Person | 'cancelled' | 'foreign' | 'refused' | 'away'>;
}

/** Development: whoever may be signed in as by name alone. */
export interface DevPeople {
  /** For the list to choose from; may be empty. */
  list(): readonly { readonly username: string; readonly about: string }[];
  find(username: string): Promise<Person | null>;
}

export interface SignInDeps {
  readonly db: Database;
  readonly sessions: Sessions;
  readonly guilds: Pick<Guilds, 'record'>;
  readonly limits: Limits;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Log;
  readonly secret: string;
  /** Null without credentials of an application. */
  readonly discord: DiscordSignIn | null;
  /** Null in production: nobody signs in by name. */
  readonly people: DevPeople | null;
}

type Named = Pick<Person, 'id' | 'username'>;

type Kept = PendingSignIn & { readonly next: string | null };

/** Milliseconds to come back from Discord. */
const PENDING = 600_000;
const WINDOW = { seconds: 600 };
/** That failed; who comes in is not counted. */
const TRIES = { points: 10, ...WINDOW };
const STARTS = { points: 20, ...WINDOW };
const ONCE = { points: 1, ...WINDOW };
/** Failures of all addresses together that the audit log takes in ten minutes; the log has every one. */
const TOLD = { points: 100, ...WINDOW };

const REASONS = {
  cancelled: 'sign_in_cancelled',
  foreign: 'sign_in_foreign',
  refused: 'sign_in_refused',
  away: 'sign_in_discord_away',
} as const satisfies Record<string, SignInRefusal>;

/** The ways in and out, each written into the audit log. */
export function createSignIn({ db, sessions, guilds, limits, clock, log, secret, discord, people }: SignInDeps) {
  const seal = createSeal<Kept>(secret, 'discord sign-in');

  async function enter(person: Person, client: Client, how: 'username' | 'discord'): Promise<OpenedSession> {
    const opened = await db.transaction(async (tx) => {
      const session = await sessions.open(tx, person, client);
      await guilds.record(tx, { ...entry(person, client), action: 'auth.signed_in', after: { how } });
      return session;
    });
    await limits.giveBack('sign-in', client.address, TRIES);
    log.info({ req_id: client.requestId, user: person.id, how }, 'signed in');
    return opened;
  }

  /** The first failure of an address in ten minutes goes into the audit log, and that it was stopped; all into the log. */
  async function fail(refused: SignInRefusal, client: Client, tried: string | null): Promise<Refusal<SignInRefusal>> {
    const { address, requestId } = client;
    log.info({ req_id: requestId, address, why: refused }, 'sign-in failed');
    const kind = refused === 'sign_in_too_often' ? 'stopped' : 'failed';
    const first = await limits.take(`sign-in-${kind}-told`, address, ONCE);
    if (!first.allowed || !(await limits.take('sign-in-told', 'all', TOLD)).allowed) return refuse(refused);
    await db.transaction((tx) =>
      guilds.record(tx, {
        guildId: null,
        actorId: 'nobody',
        action: `auth.sign_in.${kind}`,
        after: { reason: refused, ...(tried === null ? {} : { username: tried.slice(0, 40) }) },
        requestId,
        ip: address,
      }),
    );
    return refuse(refused);
  }

  async function mayTry({ address }: Client): Promise<boolean> {
    return (await limits.take('sign-in', address, TRIES)).allowed;
  }

  /** What this browser began, if it did so in time and was not back before. */
  async function pendingOf(kept: string | null, client: Client): Promise<Kept | SignInRefusal> {
    if (!(await mayTry(client))) return 'sign_in_too_often';
    if (kept === null) return 'sign_in_foreign';
    const pending = seal.open(kept, clock.now());
    if (!pending) return 'sign_in_lapsed';
    return (await limits.take('sign-in-state', pending.state, ONCE)).allowed ? pending : 'sign_in_lapsed';
  }

  return {
    /** How people sign in here. */
    mode: people ? ('username' as const) : ('discord' as const),

    people: () => people?.list() ?? [],

    /** Development only: a name is enough. */
    async byUsername(username: string, client: Client): Promise<OpenedSession | Refusal<SignInRefusal>> {
      if (!people) return refuse('sign_in_not_here');
      if (!(await mayTry(client))) return fail('sign_in_too_often', client, username);
      const person = await people.find(username.trim().replace(/^@/, '').toLowerCase());
      return person ? enter(person, client, 'username') : fail('sign_in_person_unknown', client, username);
    },

    /** Where to send the browser, and what it alone has to bring back within ten minutes. */
    async beginDiscord(
      origin: string,
      next: string | null,
      client: Client,
    ): Promise<{ url: string; kept: string } | Refusal<SignInRefusal>> {
      if (!discord) return refuse('sign_in_not_here');
      if (!(await limits.take('sign-in-start', client.address, STARTS)).allowed) {
        return fail('sign_in_too_often', client, null);
      }
      const { url, ...pending } = await discord.begin(`${origin}/auth/callback`);
      return { url, kept: seal.close({ ...pending, next: localPath(next) }, clock.now() + PENDING) };
    },

    /** @param kept what `beginDiscord` gave this browser; null when it brought nothing */
    async finishDiscord(
      answer: URLSearchParams,
      kept: string | null,
      client: Client,
    ): Promise<(OpenedSession & { next: string | null }) | Refusal<SignInRefusal>> {
      if (!discord) return refuse('sign_in_not_here');
      const pending = await pendingOf(kept, client);
      if (typeof pending === 'string') return fail(pending, client, null);
      const verdict = await discord.finish(answer, pending);
      if (typeof verdict === 'object') return { ...(await enter(verdict, client, 'discord')), next: pending.next };
      return verdict === 'cancelled' ? refuse(REASONS.cancelled) : fail(REASONS[verdict], client, null);
    },

    /** @param which one session of the person's by its id, or all */
    async out(person: Named, which: string | 'all', client: Client): Promise<number> {
      const ended = await sessions.close(person.id, which);
      if (ended === 0) return 0;
      const action = which === 'all' ? 'auth.signed_out.everywhere' : 'auth.signed_out';
      await db.transaction((tx) => guilds.record(tx, { ...entry(person, client), action, after: { ended } }));
      return ended;
    },

    /** Somebody tried to change what he may not; told once in ten minutes for each person and place. */
    async denied(person: Named, place: Denied, client: Client): Promise<void> {
      log.warn({ req_id: client.requestId, user: person.id, ...place }, 'not allowed');
      const key = `${person.id} ${place.method} ${place.path}`;
      if (!(await limits.take('denials-told', key, ONCE)).allowed) return;
      const { guildId, ...where } = place;
      await db.transaction((tx) =>
        guilds.record(tx, { ...entry(person, client), guildId, action: 'auth.denied', after: where }),
      );
    },
  };
}

/** What was refused to whom. */
interface Denied {
  /** Null outside a guild, and for guilds that are none of the person's. */
  readonly guildId: string | null;
  readonly method: string;
  readonly path: string;
}

function entry(person: Named, { requestId, address }: Client) {
  return { guildId: null, actorId: person.id, actorName: person.username, requestId, ip: address };
}
