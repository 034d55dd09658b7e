import { Elysia } from 'elysia';
import type { GuildRight, Halt, Shell } from '../../../../views/layouts/admin/props.ts';
import type { Asset } from '../../../../views/layouts/document.tsx';
import type { Snowflake } from '../../../shared/ids.ts';
import { type CookieName, createCookies } from './cookies.ts';
import { createCsrfTokens } from './csrf.ts';
import { createPageGuard, type GuardDeps, type Guarded } from './guard.ts';
import { guildTabs } from './guild-tabs.ts';
import { PAGE_GUARD, type PageRight } from './rights.ts';
import type { Place, Toast, Viewer, Visit } from './visit.ts';

interface PageKitDeps extends Omit<GuardDeps, 'cookies' | 'csrf'> {
  /** Whether browsers reach us by https. */
  readonly secure: boolean;
  /** Signs the tokens of forms. */
  readonly secret: string;
  readonly asset: Asset;
  /** Whether anybody may sign in as anyone. */
  readonly devMode: boolean;
  /** Auto-moderation's emergency stop in a guild, while it holds. */
  readonly haltOf: (guildId: Snowflake) => Promise<Halt | null>;
}

export type PageKit = ReturnType<typeof createPageKit>;

/** What the helpers need of a handler's context. */
export interface PageContext {
  readonly request: Request;
  readonly visit: Visit;
  readonly set: { readonly headers: Record<string, unknown> };
}

const FLASH_LIFE = 60;

/**
 * What every page is built with. Each route says who may open it:
 *
 *     new Elysia()
 *       .use(pages.plugin)
 *       .get('/admin', async (context) => htmlResponse(await Overview({ shell: await pages.shell(context) })), { may: 'signed_in' })
 *       .get('/admin/guilds/:guild_id', …, { mayIn: { guild: 'guild_id', right: 'moderator' } })
 *       .get('/about', …, { anyone: true })
 */
export function createPageKit({ secure, secret, asset, devMode, haltOf, ...deps }: PageKitDeps) {
  const cookies = createCookies(secure);
  const { enter, placesOf, mayStay, isAdmin } = createPageGuard({ ...deps, cookies, csrf: createCsrfTokens(secret) });

  // Marks that there is a body; the guard reads it, after it has decided who asks.
  const parse = () => UNREAD;
  const guard = (asks: PageRight) =>
    Object.assign(async (context: object) => enter(context as Guarded, asks), { [PAGE_GUARD]: asks });

  // Without a name: Elysia drops the hooks of a second instance of the same name.
  const plugin = new Elysia().macro({
    /** Open to all; `visit.viewer` tells who is signed in. */
    anyone: (_open: true) => ({
      parse,
      transform: guard('anyone'),
      resolve: (context): { visit: Visit } => ({ visit: visitOf(context) }),
    }),
    may: (asks: 'signed_in' | 'admin') => ({
      parse,
      transform: guard(asks),
      resolve: (context): { visit: Visit; viewer: Viewer } => {
        const visit = visitOf(context);
        return { visit, viewer: there(visit.viewer) };
      },
    }),
    mayIn: (asks: Extract<PageRight, object>) => ({
      parse,
      transform: guard(asks),
      resolve: (context): { visit: Visit; viewer: Viewer; place: Place } => {
        const visit = visitOf(context);
        return { visit, viewer: there(visit.viewer), place: there(visit.place) };
      },
    }),
  });

  function setCookie({ set }: Pick<PageContext, 'set'>, name: CookieName, value: string, seconds: number): void {
    const lines = [set.headers['set-cookie'] ?? []].flat();
    set.headers['set-cookie'] = [...lines, cookies.line(name, value, seconds)];
  }

  /** The message that the page before left, taken away with reading. */
  function takeFlash(context: PageContext): Toast[] {
    const flash = cookies.read(context.request, 'flash');
    if (flash === null) return [];
    setCookie(context, 'flash', '', 0);
    return readToast(flash);
  }

  return {
    plugin,
    cookies,
    setCookie,
    placesOf,
    mayStay,
    isAdmin,

    /**
     * What the frame round a page shows. It takes away the message that the page before left, so it is made once a page.
     * @param live address of the page's event stream; a guild's pages have one in any case, which tells of the emergency stop
     */
    async shell(context: PageContext, live: string | null = null): Promise<Shell> {
      const { request, visit } = context;
      const viewer = there(visit.viewer);
      const path = new URL(request.url).pathname;
      const [toast] = takeFlash(context);
      const guild = visit.place?.guild ?? null;
      const [places, halt] = await Promise.all([placesOf(viewer), guild && haltOf(guild.id)]);
      return {
        asset,
        viewer,
        path,
        guild,
        guilds: (places ?? []).flatMap(({ guild, right }) =>
          right === 'member' ? [] : [{ ...guild, right: switchable(right) }],
        ),
        guildTabs: visit.place ? guildTabs(visit.place, path) : [],
        halt,
        devMode,
        now: Date.now(),
        live: live ?? (guild && `/admin/guilds/${guild.id}/automod/banner/live`),
        follows: live !== null,
        notice: toast ? { tone: toast.kind === 'info' ? 'success' : toast.kind, text: toast.text } : null,
      };
    },

    /** After a change: on to the page that shows it, with a message there. @param to a path of ours */
    redirect(context: PageContext, to: string, toast?: Toast): Response {
      if (toast) setCookie(context, 'flash', encodeURIComponent(JSON.stringify(toast)), FLASH_LIFE);
      return new Response(null, { status: 303, headers: { location: to } });
    },
  };
}

/** Whoever administers the instance may do in each guild what its managers may. */
function switchable(right: Exclude<Place['right'], 'member'>): GuildRight {
  return right === 'admin' ? 'manager' : right;
}

export function htmlResponse(html: string, status = 200): Response {
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

const UNREAD = Object.freeze({});

function visitOf(context: object): Visit {
  return there((context as Guarded).visit);
}

/** The guard has seen to it. */
function there<Part>(part: Part | null | undefined): Part {
  if (part === null || part === undefined) throw new Error('a page was opened without its guard');
  return part;
}

const KINDS: readonly Toast['kind'][] = ['success', 'info', 'warning', 'danger'];
const LONGEST_TOAST = 500;

/** Comes from the browser, so it may be anything. */
function readToast(flash: string): Toast[] {
  try {
    const { kind, text } = JSON.parse(decodeURIComponent(flash)) as Partial<Toast>;
    const known = KINDS.find((one) => one === kind);
    return known && typeof text === 'string' ? [{ kind: known, text: text.slice(0, LONGEST_TOAST) }] : [];
  } catch {
    return [];
  }
}
