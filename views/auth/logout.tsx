import { type Asset, Document } from '../layouts/document.tsx';

interface LogoutPageProps {
  asset: Asset;
  /** Who is signed in still; null when nobody is any more. */
  viewer: { username: string; csrf: string } | null;
}

/** Asks whether to sign out, or says that it is done. */
export function LogoutPage({ asset, viewer }: LogoutPageProps) {
  return (
    <Document
      title="Sign out · Smarter Dev"
      asset={asset}
      styles={['/vendor/tabler.min.css', '/css/custom.css']}
      bodyClass="d-flex flex-column"
    >
      <main class="page page-center">
        <div class="container-tight py-4">
          <div class="empty">{viewer ? <Question {...viewer} /> : <Done />}</div>
        </div>
      </main>
    </Document>
  );
}

function Question({ username, csrf }: { username: string; csrf: string }) {
  return (
    <>
      <h1 class="empty-title">Sign out?</h1>
      <p class="empty-subtitle text-secondary" safe>{`You are signed in as ${username} in this browser.`}</p>
      <form method="post" action="/logout" class="empty-action">
        <input type="hidden" name="_csrf" value={csrf} />
        <button type="submit" class="btn btn-primary">
          Sign out
        </button>{' '}
        <a href="/admin" class="btn">
          Stay
        </a>
      </form>
    </>
  );
}

function Done() {
  return (
    <>
      <h1 class="empty-title">You are signed out</h1>
      <p class="empty-subtitle text-secondary">This browser can no longer do anything in your name.</p>
      <div class="empty-action">
        <a href="/login" class="btn btn-primary">
          Sign in again
        </a>{' '}
        <a href="/" class="btn">
          Home page
        </a>
      </div>
    </>
  );
}
