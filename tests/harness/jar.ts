/** A browser without pages: keeps cookies, follows no redirect, says that it takes HTML. */
export interface Jar {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form, with the token of the page at `from` if that has one. */
  post(path: string, fields?: Fields, from?: string): Promise<Answer>;
  readonly cookies: Map<string, string>;
}

/** Pairs where a name comes more than once. */
type Fields = Record<string, string> | readonly (readonly [string, string])[];

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly text: string;
  /** `Set-Cookie` lines. */
  readonly lines: readonly string[];
}

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0';

export function createJar(origin: string, userAgent: string = FIREFOX): Jar {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('accept', 'text/html');
    headers.set('user-agent', userAgent);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' });
    const lines = response.headers.getSetCookie();
    for (const line of lines) keep(line);
    return {
      status: response.status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
      lines,
    };
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    async post(path, fields = {}, from = path) {
      const token = /name="_csrf" value="([^"]+)"/.exec((await ask(from, {})).text)?.[1];
      const body = new URLSearchParams(token ? [['_csrf', token]] : []);
      const pairs = Array.isArray(fields) ? fields : Object.entries(fields as Record<string, string>);
      for (const [name, value] of pairs) name === '_csrf' ? body.set(name, value) : body.append(name, value);
      return ask(path, { method: 'POST', body });
    },
  };
}
