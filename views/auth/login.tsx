import { type Asset, Document } from '../layouts/document.tsx';

export interface LoginPageProps {
  asset: Asset;
  mode: 'username' | 'discord';
  /** Where to go afterwards; null is the dashboard. */
  next: string | null;
  /** What went wrong the last time, in a sentence. */
  error: string | null;
  /** As it was typed. */
  username: string;
  /** Whom one may choose, in development. */
  people: readonly { username: string; about: string }[];
  csrf: string;
}

export function LoginPage({ asset, ...props }: LoginPageProps) {
  return (
    <Document
      title="Sign in · Smarter Dev"
      asset={asset}
      styles={['/vendor/tabler.min.css', '/css/custom.css']}
      bodyClass="d-flex flex-column"
    >
      <main class="page">
        <div class="container-tight py-5">
          <div class="card">
            <div class="card-body">
              <h1 class="h2 text-center mb-4">Sign in</h1>
              {props.error ? (
                <div class="alert alert-danger text-body" role="alert" id="problem" safe>
                  {props.error}
                </div>
              ) : null}
              {props.mode === 'username' ? <ByName {...props} /> : <ByDiscord next={props.next} />}
            </div>
          </div>
          <p class="text-center mt-3">
            <a href="/">Back to the home page</a>
          </p>
        </div>
      </main>
    </Document>
  );
}

function ByDiscord({ next }: Pick<LoginPageProps, 'next'>) {
  const query = next === null ? '' : `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <a class="btn btn-primary w-100" href={`/login/discord${query}`}>
        Continue with Discord
      </a>
      <p class="text-secondary small mt-3 mb-0">
        We learn your name and picture, nothing else, and keep no access to your account.
      </p>
    </>
  );
}

function ByName({ next, error, username, people, csrf }: Omit<LoginPageProps, 'asset' | 'mode'>) {
  return (
    <form method="post" action="/login">
      <input type="hidden" name="_csrf" value={csrf} />
      {next === null ? null : <input type="hidden" name="next" value={next} />}
      <label class="form-label" for="username">
        Username
      </label>
      <input
        id="username"
        name="username"
        class={error ? 'form-control is-invalid' : 'form-control'}
        value={username}
        maxlength="40"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        aria-describedby={error ? 'problem' : undefined}
        required
        autofocus
      />
      <button type="submit" class="btn btn-primary w-100 mt-3">
        Sign in
      </button>
      {people.length > 0 ? <People people={people} /> : null}
      <p class="text-secondary small mt-3 mb-0">Development: on this machine a name is enough.</p>
    </form>
  );
}

/** Each is a form of its own field, so that one press signs in. */
function People({ people }: Pick<LoginPageProps, 'people'>) {
  return (
    <fieldset class="mt-4">
      <legend class="form-label">Or as</legend>
      <div class="list-group">
        {people.map(({ username, about }) => (
          <button
            type="submit"
            name="as"
            value={username}
            class="list-group-item list-group-item-action"
            formnovalidate
          >
            <strong safe>{username}</strong>{' '}
            <span class="text-secondary" safe>
              {about}
            </span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
