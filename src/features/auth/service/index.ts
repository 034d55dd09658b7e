import { type AccessDeps, createAccess } from './access.ts';
import { createSessions, type SessionsDeps } from './sessions.ts';
import { createSignIn, type SignInDeps } from './sign-in.ts';

export type { DevPeople } from './sign-in.ts';

export type AuthDeps = AccessDeps & SessionsDeps & Omit<SignInDeps, 'sessions'>;

export type Auth = ReturnType<typeof createAuth>;

/** Who people are, in which browsers, and what they may do. Refusals are returned, never thrown. */
export function createAuth(deps: AuthDeps) {
  const sessions = createSessions(deps);
  return { sessions, access: createAccess(deps), signIn: createSignIn({ ...deps, sessions }) };
}
