import { type Asset, Document } from '../layouts/document.tsx';
import { Note } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { Csrf } from '../ui/form.tsx';

interface LoginPageProps {
  asset: Asset;
  /** `username`: development, a name is enough. */
  mode: 'username' | 'discord';
  /** Where to go afterwards; null: the dashboard. */
  next: string | null;
  error: string | null;
  /** As typed. */
  username: string;
  /** Whom one may be in development. */
  people: readonly { readonly username: string; readonly about: string }[];
  csrf: string;
}

export const STYLES = ['/vendor/tabler.min.css', '/css/look.css', '/css/parts.css', '/css/door.css'];

/** `/login` */
export function LoginPage({ asset, mode, next, error, username, people, csrf }: LoginPageProps) {
  return (
    <Document
      title="Sign in · Smarter Dev"
      description="Sign in to the dashboard of Smarter Dev."
      asset={asset}
      styles={STYLES}
      fonts={['/fonts/inter.woff2']}
      bodyClass="door"
    >
      <main class="door-main">
        <header class="door-head">
          <img src={asset('/img/mark.svg')} alt="" width="40" height="40" />
          <h1>Sign in to Smarter Dev</h1>
          <p class="text-secondary">
            {mode === 'discord'
              ? 'With the Discord account that manages your guild.'
              : 'Development: choose who you want to be, no password is asked.'}
          </p>
        </header>
        {error && mode === 'discord' ? <Note tone="danger" text={error} /> : null}
        <section class="card">
          <div class="card-body">
            {mode === 'discord' ? (
              <Discord next={next} />
            ) : (
              <Username next={next} username={username} error={error} people={people} csrf={csrf} />
            )}
          </div>
        </section>
        <p class="door-foot">
          <a href="/">Home page</a>
        </p>
      </main>
    </Document>
  );
}

function Discord({ next }: { next: string | null }) {
  return (
    <>
      <a
        class="btn btn-primary w-100"
        href={next ? `/login/discord?next=${encodeURIComponent(next)}` : '/login/discord'}
      >
        Continue with Discord
      </a>
      <p class="form-hint">We see your name and your picture. Nothing is posted in your name.</p>
    </>
  );
}

type UsernameProps = Pick<LoginPageProps, 'next' | 'username' | 'error' | 'people' | 'csrf'>;

function Username({ next, username, error, people, csrf }: UsernameProps) {
  return (
    <>
      <form method="post" action="/login" novalidate>
        <Csrf token={csrf} />
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <TextField
          name="username"
          label="Username"
          value={username}
          placeholder={people[0]?.username}
          autocomplete="username"
          error={error ?? undefined}
        />
        <button type="submit" class="btn btn-primary w-100">
          Sign in
        </button>
      </form>
      {people.length > 0 ? <People people={people} next={next} csrf={csrf} /> : null}
    </>
  );
}

function People({ people, next, csrf }: Pick<UsernameProps, 'people' | 'next' | 'csrf'>) {
  return (
    <form method="post" action="/login" class="door-people" aria-label="People of the simulated guild">
      <Csrf token={csrf} />
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <p class="form-hint">Or be one of these:</p>
      {people.map(({ username, about }) => (
        <button type="submit" class="door-person" name="username" value={username}>
          <strong safe>{username}</strong>
          <small safe>{about}</small>
        </button>
      ))}
    </form>
  );
}
