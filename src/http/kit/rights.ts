import type { Right } from './guard.ts';

/** Marks the hook that guards a route, with the right that it asks for. */
export const GUARD = Symbol('guard');

interface Hook {
  readonly fn: unknown;
}

/** A route of Elysia, as far as its guard is concerned. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly hooks: { readonly transform?: readonly Hook[] };
}

/** What a route asks of a key; null when nothing guards it. */
export function rightOf({ hooks }: Route): Right | null {
  const guard = hooks.transform?.find(({ fn }) => typeof fn === 'function' && GUARD in fn);
  return guard ? (guard.fn as unknown as { [GUARD]: Right })[GUARD] : null;
}

/** Routes under `/api` that declare no right; each is a bug. */
export function unguardedRoutes(routes: readonly Route[]): string[] {
  return routes
    .filter((route) => route.path.startsWith('/api') && rightOf(route) === null)
    .map(({ method, path }) => `${method} ${path}`);
}
