import type { Asset } from '../layouts/document.tsx';
import { Note } from '../ui/card.tsx';
import { TextField } from '../ui/field.tsx';
import { Csrf } from '../ui/form.tsx';
import { Door } from './door.tsx';

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

/** `/login` */
export function LoginPage({ asset, mode, next, error, username, people, csrf }: LoginPageProps) {
  return (
    <Door
      asset={asset}
      title="Sign in"
      description="Sign in to the dashboard of Smarter Dev."
      heading="Sign in to Smarter Dev"
      lead={
        mode === 'discord'
          ? 'With the Discord account that manages your guild.'
          : 'Development: choose who you want to be, no password is asked.'
      }
    >
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
    </Door>
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
