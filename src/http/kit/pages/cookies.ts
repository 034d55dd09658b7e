/** Cookies of ours by what they are for. */
const NAMES = {
  session: 'sd_session',
  /** Holds a sign-in with Discord until the browser is back. */
  signIn: 'sd_sign_in',
  /** Tells browsers apart that are not signed in, for their forms. */
  visitor: 'sd_visitor',
  /** A message for the next page. */
  flash: 'sd_flash',
} as const;

export type CookieName = keyof typeof NAMES;

export interface Cookies {
  read(request: Request, name: CookieName): string | null;
  /** The `Set-Cookie` line. @param seconds how long the browser keeps it; 0 takes it away */
  line(name: CookieName, value: string, seconds: number): string;
}

/**
 * Every cookie is for our own pages and out of reach of scripts. On https browsers hold it to this host alone
 * (`__Host-`), so that no neighbour under the same domain can plant one.
 */
export function createCookies(secure: boolean): Cookies {
  const nameOf = (name: CookieName) => (secure ? `__Host-${NAMES[name]}` : NAMES[name]);
  return {
    read(request, name) {
      const header = request.headers.get('cookie');
      return header === null ? null : new Bun.CookieMap(header).get(nameOf(name));
    },
    line: (name, value, seconds) =>
      new Bun.Cookie(nameOf(name), value, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: seconds,
      }).serialize(),
  };
}
