import type { Asset } from '../layouts/document.tsx';
import { Csrf } from '../ui/form.tsx';
import { Door } from './door.tsx';

interface LogoutPageProps {
  asset: Asset;
  /** Who is signed in still; null when nobody is any more. */
  viewer: { username: string; csrf: string } | null;
}

/** `/logout`: asks whether to sign out, or says that it is done. */
export function LogoutPage({ asset, viewer }: LogoutPageProps) {
  return (
    <Door
      asset={asset}
      title="Sign out"
      heading={viewer ? 'Sign out?' : 'You are signed out'}
      lead={
        viewer
          ? `You are signed in as ${viewer.username} in this browser.`
          : 'This browser can no longer do anything in your name.'
      }
    >
      {viewer ? <Question csrf={viewer.csrf} /> : <Done />}
    </Door>
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
