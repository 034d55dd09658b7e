import { Elysia } from 'elysia';
import { LoginPage } from '../../../../views/auth/login.tsx';
import { LogoutPage } from '../../../../views/auth/logout.tsx';
import { htmlResponse, type PageContext } from '../../../http/kit/pages/pages.ts';
import { isRefusal, type Refusal } from '../../../shared/refusal.ts';
import type { OpenedSession, SignInRefusal } from '../model.ts';
import { localPath } from '../rules.ts';
import { signInWording } from '../text.ts';
import type { AuthWebDeps } from './parts.ts';

const STATUS: Partial<Record<SignInRefusal, number>> = {
  sign_in_too_often: 429,
  sign_in_person_unknown: 422,
  sign_in_not_here: 404,
  sign_in_discord_away: 503,
};

const SESSION_SECONDS = 24 * 3_600;
const PENDING_SECONDS = 600;
const FIRST_PAGE = '/admin';

/** The ways in and out. */
export function signInPages({ auth, pages, asset, baseUrl }: AuthWebDeps) {
  const { signIn } = auth;

  interface Shown {
    readonly next: string | null;
    readonly refusal?: Refusal<SignInRefusal>;
    readonly username?: string;
  }

  async function showLogin({ visit }: PageContext, { next, refusal, username = '' }: Shown): Promise<Response> {
    const page = LoginPage({
      asset,
      mode: signIn.mode,
      next,
      error: refusal ? signInWording[refusal.refused]() : null,
      username,
      people: signIn.people(),
      csrf: visit.csrf(),
    });
    return htmlResponse(await page, refusal ? (STATUS[refusal.refused] ?? 400) : 200);
  }

  /** Always under a new cookie: one that somebody planted before is worth nothing. */
  async function welcome(context: PageContext, opened: OpenedSession, next: string | null): Promise<Response> {
    const { viewer, client } = context.visit;
    if (viewer) await signIn.out(viewer, viewer.sessionId, client);
    pages.setCookie(context, 'session', opened.token, SESSION_SECONDS);
    pages.setCookie(context, 'visitor', '', 0);
    return pages.redirect(context, next ?? FIRST_PAGE);
  }

  return new Elysia()
    .use(pages.plugin)
    .get(
      '/login',
      (context) => {
        const next = localPath(new URL(context.request.url).searchParams.get('next'));
        if (context.visit.viewer) return pages.redirect(context, next ?? FIRST_PAGE);
        return showLogin(context, { next });
      },
      { anyone: true },
    )
    .post(
      '/login',
      async (context) => {
        const { fields, client } = context.visit;
        const username = [...fields.getAll('username'), ...fields.getAll('as')].map(String).findLast(Boolean) ?? '';
        const next = localPath(String(fields.get('next') ?? ''));
        const opened = await signIn.byUsername(username, client);
        if (isRefusal(opened)) return showLogin(context, { next, refusal: opened, username });
        return welcome(context, opened, next);
      },
      { anyone: true },
    )
    .get(
      '/login/discord',
      async (context) => {
        const url = new URL(context.request.url);
        if (baseUrl && new URL(baseUrl).host !== url.host) {
          return pages.redirect(context, `${baseUrl}${url.pathname}${url.search}`);
        }
        const next = localPath(url.searchParams.get('next'));
        const begun = await signIn.beginDiscord(baseUrl ?? url.origin, next, context.visit.client);
        if (isRefusal(begun)) return showLogin(context, { next, refusal: begun });
        pages.setCookie(context, 'signIn', begun.kept, PENDING_SECONDS);
        return pages.redirect(context, begun.url);
      },
      { anyone: true },
    )
    .get(
      '/auth/callback',
      async (context) => {
        const kept = pages.cookies.read(context.request, 'signIn');
        pages.setCookie(context, 'signIn', '', 0);
        const answer = new URL(context.request.url).searchParams;
        const opened = await signIn.finishDiscord(answer, kept, context.visit.client);
        if (isRefusal(opened)) return showLogin(context, { next: null, refusal: opened });
        return welcome(context, opened, opened.next);
      },
      { anyone: true },
    )
    .get('/logout', async ({ visit }) => htmlResponse(await LogoutPage({ asset, viewer: visit.viewer })), {
      anyone: true,
    })
    .post(
      '/logout',
      async (context) => {
        const { viewer, visit } = context;
        await signIn.out(viewer, viewer.sessionId, visit.client);
        pages.setCookie(context, 'session', '', 0);
        return pages.redirect(context, '/logout');
      },
      { may: 'signed_in' },
    );
}
