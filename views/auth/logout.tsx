import { type Asset, Document } from '../layouts/document.tsx';
import { Csrf } from '../ui/form.tsx';
import { STYLES } from './login.tsx';

interface LogoutPageProps {
  asset: Asset;
  /** Who is signed in still; null when nobody is any more. */
  viewer: { username: string; csrf: string } | null;
}

/** `/logout`: asks whether to sign out, or says that it is done. */
export function LogoutPage({ asset, viewer }: LogoutPageProps) {
  return (
    <Document
      title="Sign out · Smarter Dev"
      asset={asset}
      styles={STYLES}
      fonts={['/fonts/inter.woff2']}
      bodyClass="door"
    >
      <main class="door-main">
        <header class="door-head">
          <img src={asset('/img/mark.svg')} alt="" width="40" height="40" />
          <h1>{viewer ? 'Sign out?' : 'You are signed out'}</h1>
          {viewer ? (
            <p class="text-secondary" safe>{`You are signed in as ${viewer.username} in this browser.`}</p>
          ) : (
            <p class="text-secondary">This browser can no longer do anything in your name.</p>
          )}
        </header>
        {viewer ? <Question csrf={viewer.csrf} /> : <Done />}
      </main>
    </Document>
  );
}

function Question({ csrf }: { csrf: string }) {
  return (
    <form method="post" action="/logout" class="door-actions">
      <Csrf token={csrf} />
      <button type="submit" class="btn btn-primary">
        Sign out
      </button>
      <a href="/admin" class="btn">
        Stay
      </a>
    </form>
  );
}

function Done() {
  return (
    <p class="door-actions">
      <a href="/login" class="btn btn-primary">
        Sign in again
      </a>
      <a href="/" class="btn">
        Home page
      </a>
    </p>
  );
}
