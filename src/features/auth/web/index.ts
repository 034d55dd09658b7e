import { Elysia } from 'elysia';
import type { AuthWebDeps } from './parts.ts';
import { sessionPages } from './sessions.tsx';
import { signInPages } from './sign-in.tsx';

export type { AuthWebDeps } from './parts.ts';

/** Signing in and out, and one's own sessions. */
export function authWeb(deps: AuthWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(signInPages(deps)).use(sessionPages(deps));
}
