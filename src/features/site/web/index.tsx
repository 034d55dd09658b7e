import { html } from '@elysiajs/html';
import { Elysia } from 'elysia';
import type { Asset, Inlined } from '../../../../views/layouts/document.tsx';
import { AboutPage, type Part } from '../../../../views/site/about.tsx';
import { CommunityPage } from '../../../../views/site/community.tsx';
import { InvitationPage } from '../../../../views/site/invitation.tsx';
import { LandingPage } from '../../../../views/site/landing.tsx';
import { PrivacyPage, TermsPage } from '../../../../views/site/legal.tsx';
import { htmlResponse, type PageContext, type PageKit } from '../../../http/kit/pages/pages.ts';
import type { Site } from '../service.ts';
import { filesForMachines } from './files.ts';

/** What the operator decided about the public pages. */
export interface SiteFacts {
  /** Where to join; null without one. */
  readonly inviteUrl: string | null;
  /** Whether the simulated Discord is open to visitors. */
  readonly simulated: boolean;
  /** What this instance runs on; null outside development. */
  readonly parts: readonly Part[] | null;
}

export interface SiteWebDeps {
  readonly site: Pick<Site, 'figures' | 'community'>;
  readonly pages: PageKit;
  readonly asset: Asset;
  readonly inlined: Inlined;
  readonly facts: SiteFacts;
  /** Where browsers reach us, if not at the address they asked. */
  readonly baseUrl: string | undefined;
}

const OPEN = { anyone: true } as const;

/** The pages for everybody. */
export function siteWeb(deps: SiteWebDeps) {
  const { site, pages, asset, inlined, facts, baseUrl } = deps;
  const { css, source } = inlined('/css/site.css');
  const policy = policyOf(source);
  const originOf = (request: Request) => baseUrl ?? new URL(request.url).origin;

  function frame({ request, visit }: PageContext) {
    const origin = originOf(request);
    return { asset, css, origin, path: new URL(request.url).pathname, signedIn: visit.viewer !== null, ...facts };
  }

  return new Elysia({ detail: { hide: true } })
    .use(html({ contentType: 'text/html; charset=utf-8' }))
    .use(pages.plugin)
    .use(filesForMachines({ pages, asset, originOf }))
    .get('/', async (context) => send(LandingPage({ ...frame(context), figures: await site.figures() })), OPEN)
    .get('/about', (context) => send(AboutPage(frame(context))), OPEN)
    .get(
      '/community',
      async (context) => send(CommunityPage({ ...frame(context), guilds: await site.community() })),
      OPEN,
    )
    .get('/discord', (context) => invitation(frame(context)), OPEN)
    .get('/privacy', (context) => send(PrivacyPage(frame(context))), OPEN)
    .get('/terms', (context) => send(TermsPage(frame(context))), OPEN);

  function invitation(props: ReturnType<typeof frame>): Promise<Response> | Response {
    const { inviteUrl } = props;
    if (inviteUrl === null) return send(InvitationPage(props));
    return new Response(null, { status: 302, headers: { location: inviteUrl, 'cache-control': 'no-store' } });
  }

  async function send(page: JSX.Element): Promise<Response> {
    const response = htmlResponse(await page);
    response.headers.set('content-security-policy', policy);
    return response;
  }
}

/** The one style that stands in these pages is known by its hash; they need less than others besides. */
function policyOf(style: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
