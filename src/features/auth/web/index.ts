import { Elysia } from 'elysia';
import type { AuthWebDeps } from './parts.ts';
import { signInPages } from './sign-in.tsx';

export type { AuthWebDeps } from './parts.ts';

/** Signing in and out. */
export function authWeb(deps: AuthWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(signInPages(deps));
}
