import type { ClientAddress } from '../../../platform/client-address.ts';
import type { Limits } from '../../../platform/limits.ts';
import { legible } from '../../../shared/legible.ts';
import { includes } from '../../../shared/rights.ts';
import { checkAddress } from '../address.ts';
import { Refused, requestId } from '../problem.ts';
import { createAdmission } from './admission.ts';
import type { Cookies } from './cookies.ts';
import type { CsrfTokens } from './csrf.ts';
import type { Doorkeeper, Session, Standing } from './doorkeeper.ts';
import { readFields } from './fields.ts';
import { Redirected } from './redirected.ts';
import type { PageRight } from './rights.ts';
import type { Place, Viewer, Visit } from './visit.ts';

export interface GuardDeps {
  readonly doorkeeper: Doorkeeper;
  readonly cookies: Cookies;
  readonly csrf: CsrfTokens;
  readonly limits: Limits;
  readonly addressOf: ClientAddress;
  /** Where pictures are. */
  readonly cdnUrl: string;
}

/** The part of Elysia's context that the guard reads and fills. */
export interface Guarded {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly set: { readonly headers: Record<string, unknown> };
  readonly server: { requestIP(request: Request): { address: string } | null } | null;
  visit?: Visit;
}

const PACE = { points: 300, seconds: 60 };
const VISITOR_LIFE = 24 * 3_600;

/** Decides before anything of the request is looked at: who, how often, what, where; then reads its form. */
export function createPageGuard({ doorkeeper, cookies, csrf, limits, addressOf, cdnUrl }: GuardDeps) {
  const admit = createAdmission(doorkeeper);

  async function enter(context: Guarded, asks: PageRight): Promise<void> {
    const { request, params } = context;
    checkAddress(request);
    const client = clientOf(context);
    const session = await sessionOf(request, client);
    if (session) await pace(context, session);
    else if (asks !== 'anyone') throw signInFirst(request);
    const standing = session && (await admit({ person: session.person, asks, params, request, client }));
    context.visit = {
      viewer: session && viewerOf(session),
      place: standing && placeOf(standing),
      fields: await readForm(request, session),
      partial: request.headers.get('hx-request-type') === 'partial',
      client,
      csrf: () => csrf.issue(session?.id ?? visitorOf(context)),
    };
  }

  function clientOf({ request, server }: Pick<Guarded, 'request' | 'server'>): Visit['client'] {
    return {
      address: addressOf(request, server?.requestIP(request)?.address ?? null),
      userAgent: request.headers.get('user-agent') ?? '',
      requestId: requestId(request),
    };
  }

  async function sessionOf(request: Request, client: Visit['client']): Promise<Session | null> {
    const token = cookies.read(request, 'session');
    return token === null ? null : doorkeeper.resume(token, client);
  }

  async function pace({ set }: Guarded, { id }: Session): Promise<void> {
    set.headers['cache-control'] = 'no-store';
    const verdict = await limits.take('pages', id, PACE);
    if (verdict.allowed) return;
    const seconds = Math.max(1, Math.ceil((verdict.resetAt - Date.now()) / 1000));
    throw new Refused('rate_limited', { headers: { 'retry-after': String(seconds) } });
  }

  async function readForm(request: Request, session: Session | null): Promise<FormData> {
    if (isRead(request)) return new FormData();
    const fields = await readFields(request);
    const holder = session?.id ?? cookies.read(request, 'visitor');
    const token = request.headers.get('x-csrf-token') ?? fields.get('_csrf');
    if (holder === null || typeof token !== 'string' || !csrf.verify(token, holder)) throw new Refused('form_stale');
    fields.delete('_csrf');
    return fields;
  }

  /** The mark of a browser that is not signed in; a new one goes out with the page. */
  function visitorOf({ request, set }: Guarded): string {
    set.headers['cache-control'] = 'no-store';
    const known = cookies.read(request, 'visitor');
    if (known !== null) return known;
    const visitor = crypto.randomUUID();
    set.headers['set-cookie'] = cookies.line('visitor', visitor, VISITOR_LIFE);
    return visitor;
  }

  function viewerOf({ id: sessionId, person: { id, username, displayName, avatar } }: Session): Viewer {
    return {
      id,
      username,
      displayName: legible(displayName),
      avatarUrl: avatar && `${cdnUrl}/avatars/${id}/${avatar}.png?size=64`,
      isAdmin: doorkeeper.isAdmin(id),
      csrf: csrf.issue(sessionId),
      sessionId,
    };
  }

  function placeOf({ guild: { id, name, icon }, right }: Standing): Place {
    return { guild: { id, name, iconUrl: icon && `${cdnUrl}/icons/${id}/${icon}.png?size=64` }, right };
  }

  return {
    enter,

    /** Every guild that a person is in, by name; null while Discord is away. */
    async placesOf({ id }: Viewer): Promise<Place[] | null> {
      const all = await doorkeeper.guilds(id);
      return all === 'away' ? null : all.map(placeOf);
    },

    /** Whether somebody may go on looking at a page that he was let into. @throws Refused while Discord does not say */
    async mayStay({ id, sessionId }: Viewer, place: Place | null): Promise<boolean> {
      if (!(await doorkeeper.isOpen(id, sessionId))) return false;
      if (!place) return true;
      const standing = await doorkeeper.standing(id, place.guild.id);
      if (standing === 'away') throw new Refused('discord_away');
      return standing !== null && includes(standing.right, place.right);
    },

    /** Whether who asks administers the whole instance; for routes that show him more than others. */
    async isAdmin(request: Request, server: Guarded['server']): Promise<boolean> {
      const session = await sessionOf(request, clientOf({ request, server }));
      return session !== null && doorkeeper.isAdmin(session.person.id);
    },
  };
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** After signing in the page is shown; what was sent is not sent again. */
function signInFirst(request: Request): Redirected {
  const { pathname, search } = new URL(request.url);
  const next = isRead(request) && !request.headers.has('hx-request') ? `${pathname}${search}` : pageOf(request);
  return new Redirected(request, next === null ? '/login' : `/login?next=${encodeURIComponent(next)}`);
}

/** The page that the browser is on, when it says so and it is one of ours. */
function pageOf(request: Request): string | null {
  const url = URL.parse(request.headers.get('hx-current-url') ?? request.headers.get('referer') ?? '');
  return url?.host === new URL(request.url).host ? `${url.pathname}${url.search}` : null;
}
