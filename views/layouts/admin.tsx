import type { Children } from '@kitajs/html';
import { type Tab, Tabs } from '../ui/tabs.tsx';
import { Banner } from './admin/banner.tsx';
import { Confirm, Keys, NoticeOf, Palette, Unsaved } from './admin/overlays.tsx';
import type { Crumb, Shell } from './admin/props.ts';
import { Sidebar } from './admin/sidebar.tsx';
import { Topbar } from './admin/topbar.tsx';
import { Document } from './document.tsx';

const ADMIN_STYLES = [
  '/vendor/tabler.min.css',
  '/css/look.css',
  '/css/parts.css',
  '/css/data.css',
  '/css/shell.css',
  '/css/pages.css',
  '/css/automod.css',
  '/css/moderation.css',
  '/css/door.css',
];

interface AdminLayoutProps extends Shell {
  title: string;
  crumbs: readonly Crumb[];
  /** The page's h1 with its buttons. */
  heading: JSX.Element;
  /** Below the heading. */
  tabs?: readonly Tab[] | undefined;
  children: Children;
}

/**
 * Links and forms are fetched and put into `#main`; navigation and place come along. The same addresses answer a
 * browser without a script with the same whole page.
 */
const BOOST = JSON.stringify({
  target: '#main',
  select: '#main',
  swap: 'outerHTML',
  selectOOB: '#side-links:outerHTML,#place:outerHTML,#banner:outerHTML',
});

/** The frame of every page of the dashboard. */
export function AdminLayout(props: AdminLayoutProps) {
  const { asset, title, crumbs, heading, tabs, children, live, follows, notice, viewer } = props;
  return (
    <Document
      title={`${title} · Smarter Dev`}
      asset={asset}
      styles={ADMIN_STYLES}
      fonts={['/fonts/inter.woff2']}
      scripts={['/vendor/htmx.min.js', '/vendor/hx-sse.min.js']}
      modules={['/js/admin/main.js']}
      bodyClass="admin"
    >
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <div id="shell" class="shell" hx-boost:inherited={BOOST}>
        <Sidebar shell={props} />
        <div class="shell-main">
          <Topbar shell={props} />
          <Banner shell={props} />
          <main id="main" class="main" tabindex="-1">
            {live ? <div id="live" hx-sse:connect={live} hx-swap="none" data-quiet={!follows} hidden /> : null}
            <Crumbs crumbs={crumbs} />
            {heading}
            {tabs ? <Tabs tabs={tabs} label={title} /> : null}
            {children as 'safe'}
            <NoticeOf notice={notice} />
          </main>
        </div>
      </div>
      <div id="toasts" class="toasts" role="status" aria-live="polite" />
      <Unsaved />
      <Confirm />
      <Palette />
      <Keys hasGuild={props.guild !== null} isAdmin={viewer.isAdmin} />
    </Document>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  if (crumbs.length < 2) return null;
  return (
    <nav class="crumbs" aria-label="Breadcrumbs">
      <ol>
        {crumbs.map(({ label, href }) => (
          <li>
            {href ? (
              <a href={href} safe>
                {label}
              </a>
            ) : (
              <span aria-current="page" safe>
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
