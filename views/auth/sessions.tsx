interface SessionsProps {
  csrf: string;
  sessions: readonly {
    id: string;
    /** As the browser names itself. */
    userAgent: string;
    address: string;
    /** Epoch milliseconds. */
    createdAt: number;
    seenAt: number;
    /** The one that looks. */
    current: boolean;
  }[];
}

/** The browsers that somebody is signed in with. */
export function Sessions({ csrf, sessions }: SessionsProps) {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" class="h3">
        Where you are signed in
      </h2>
      <p class="text-secondary">
        A browser is signed out by itself two hours after its last use, and a day after you signed in.
      </p>
      <ul class="list-group mb-3">
        {sessions.map((session) => (
          <li class="list-group-item d-flex flex-wrap gap-2 align-items-center">
            <div class="flex-fill">
              <strong safe>{browserOf(session.userAgent)}</strong>{' '}
              {session.current ? <span class="text-secondary">This browser</span> : null}
              <div class="text-secondary">
                <span safe>{session.address}</span>, signed in <Moment at={session.createdAt} />, last used{' '}
                <Moment at={session.seenAt} />
              </div>
            </div>
            <End csrf={csrf} id={session.id} label={`Sign out ${browserOf(session.userAgent)}`} text="Sign out" />
          </li>
        ))}
      </ul>
      <End csrf={csrf} id="all" label="Sign out everywhere" text="Sign out everywhere" />
    </section>
  );
}

function End({ csrf, id, label, text }: { csrf: string; id: string; label: string; text: string }) {
  return (
    <form method="post" action="/me/sessions">
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="end" value={id} />
      <button type="submit" class="btn" aria-label={label} safe>
        {text}
      </button>
    </form>
  );
}

function Moment({ at }: { at: number }) {
  const time = new Date(at).toISOString();
  return (
    <time datetime={time} title={time} safe>
      {`${time.slice(0, 16).replace('T', ' ')} UTC`}
    </time>
  );
}

const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone|iPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** `Firefox on Linux`. */
function browserOf(userAgent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (userAgent.slice(0, 60) || 'A program without a name');
}
