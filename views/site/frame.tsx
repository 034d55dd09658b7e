import type { Children } from '@kitajs/html';
import type { Asset } from '../layouts/document.tsx';

/** What every public page is told. */
export interface SiteProps {
  asset: Asset;
  /** The styles of every public page. */
  css: string;
  /** `https://smarter.example`, without a trailing slash. */
  origin: string;
  path: string;
  signedIn: boolean;
  /** Where to join; null without one. */
  inviteUrl: string | null;
  /** Whether the simulated Discord is open to visitors. */
  simulated: boolean;
}

interface FrameProps extends SiteProps {
  title: string;
  description: string;
  /** A font that the page begins with besides the text's own, and where it is in sight at once. */
  font?: { readonly path: string; readonly media?: string };
  children: Children;
}

const PLACES = [
  { href: '/community', label: 'Community' },
  { href: '/about', label: 'About' },
  { href: '/api/docs', label: 'API' },
] as const;

/** The frame of the public pages; it needs no script. */
export function SiteFrame(props: FrameProps) {
  const { asset, css, origin, path, title, description, font, children } = props;
  return (
    <>
      {'<!doctype html>'}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="dark" />
          <meta name="theme-color" content="#1a1a1a" />
          <meta name="description" content={description} />
          <title safe>{title}</title>
          <link rel="canonical" href={origin + path} />
          <meta property="og:type" content="website" />
          <meta property="og:site_name" content="Smarter Dev" />
          <meta property="og:title" content={title} />
          <meta property="og:description" content={description} />
          <meta property="og:url" content={origin + path} />
          <meta property="og:image" content={origin + asset('/img/card.png')} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content="Smarter Dev. Learn. Code. Grow." />
          <meta name="twitter:card" content="summary_large_image" />
          <link rel="icon" href={asset('/img/favicon.ico')} sizes="32x32" />
          <link rel="icon" type="image/svg+xml" href={asset('/img/mark.svg')} />
          <link rel="apple-touch-icon" href={asset('/img/icon-180.png')} />
          <link rel="manifest" href="/manifest.webmanifest" />
          <style>{css as 'safe'}</style>
          <Preload href={asset('/fonts/site.woff2')} />
          {font ? <Preload href={asset(font.path)} media={font.media} /> : null}
          <script type="module" src={asset('/js/site/main.js')} fetchpriority="low" />
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <SiteHeader {...props} />
          <main id="main" tabindex="-1">
            {children as 'safe'}
          </main>
          <SiteFooter {...props} />
        </body>
      </html>
    </>
  );
}

function Preload({ href, media }: { href: string; media?: string | undefined }) {
  return <link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" media={media} href={href} />;
}

/** `static/img/mark.svg`, standing in the page so that nobody waits for it. */
function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3b82f6" />
      <path
        d="M11 11 6 16l5 5M21 11l5 5-5 5M18 8l-4 16"
        fill="none"
        stroke="#fff"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

function SiteHeader(props: SiteProps) {
  return (
    <header class="bar">
      <div class="wide bar-row">
        <a class="brand" href="/">
          <Mark size={28} />
          Smarter Dev
        </a>
        <nav class="places" aria-label="Site">
          <Places {...props} />
        </nav>
        <details class="menu">
          <summary aria-label="Menu">
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
              <path d="M4 7h16M4 12h16M4 17h10" />
            </svg>
          </summary>
          <nav class="menu-sheet" aria-label="Site">
            <Places {...props} />
          </nav>
        </details>
      </div>
    </header>
  );
}

function Places({ path, signedIn }: SiteProps) {
  return (
    <ul>
      {PLACES.map(({ href, label }) => (
        <li>
          <a href={href} aria-current={path === href ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
      <li>
        <a class="enter" href={signedIn ? '/admin' : '/login'}>
          {signedIn ? 'Dashboard' : 'Sign in'}
        </a>
      </li>
    </ul>
  );
}

function SiteFooter({ simulated }: SiteProps) {
  return (
    <footer class="foot">
      <div class="wide foot-row">
        <p class="brand">
          <Mark size={22} />
          Smarter Dev
        </p>
        <nav aria-label="More">
          <ul>
            <li>
              <a href="/about">About</a>
            </li>
            <li>
              <a href="/community">Community</a>
            </li>
            <li>
              <a href="/api/docs">API documentation</a>
            </li>
            {simulated ? (
              <li>
                <a href="/simulator">Simulated Discord</a>
              </li>
            ) : null}
            <li>
              <a href="/privacy">Privacy</a>
            </li>
            <li>
              <a href="/terms">Terms</a>
            </li>
          </ul>
        </nav>
        <p class="fine">Free software under the MIT licence. No cookies until you sign in, no trackers ever.</p>
      </div>
    </footer>
  );
}

/** The one thing that a visitor is asked to do. */
export function Join() {
  return (
    <a class="join" href="/discord">
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM8.500 11h.01M12 11h.01M15.500 11h.01" />
      </svg>
      Join us on Discord
    </a>
  );
}
