import { DatabaseTimeout, SqlError } from '../errors.ts';

/** The sentence that says why no connection came about and what to do; it never names the password. */
export function connectionProblem(url: URL, error: unknown): string {
  const server = `Postgres at ${url.host || 'localhost'}`;
  const user = decodeURIComponent(url.username) || 'the current user';
  const name = decodeURIComponent(url.pathname.slice(1)) || user;
  if (error instanceof DatabaseTimeout) {
    return `${server} did not answer in time. Check the address in DATABASE_URL, the network and the firewall.`;
  }
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `${server} refused the connection. Start it, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${server} cannot be found. Check the host name in DATABASE_URL.`;
    case '28P01':
    case '28000':
      return `${server} does not accept ${user} with this password. Check user and password in DATABASE_URL.`;
    case '3D000':
      return `${server} has no database «${name}». Create it (createdb ${name}), or correct DATABASE_URL.`;
    case '53300':
      return `${server} has no free connection left. Raise max_connections, or end other programs that use it.`;
    default:
      return `${server} cannot be used: ${error instanceof Error ? error.message : String(error)}. Check DATABASE_URL.`;
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof SqlError) return error.code;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
