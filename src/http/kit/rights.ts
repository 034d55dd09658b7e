import type { Guarded, Right } from './guard.ts';

/** Marks the hook that guards a route, with the right that it asks for. */
export const GUARD = Symbol('guard');

interface Hook {
  readonly fn: unknown;
}

/** A route of Elysia, as far as its guard is concerned. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly hooks: { readonly transform?: readonly Hook[]; readonly query?: unknown };
}

/** What a route asks of a key; null when nothing guards it. */
export function rightOf(route: Route): Right | null {
  return guardOf(route)?.right ?? null;
}

/** Has routes that describe no query refuse one, as the others refuse what they do not describe. */
export function closeQueries(routes: readonly Route[]): void {
  for (const route of routes) {
    const guard = guardOf(route);
    if (guard && guard.right !== 'public') guard.takesQuery = route.hooks.query !== undefined;
  }
}

function guardOf({ hooks }: Route): Guarded | null {
  const guard = hooks.transform?.find(({ fn }) => typeof fn === 'function' && GUARD in fn);
  return guard ? (guard.fn as unknown as { [GUARD]: Guarded })[GUARD] : null;
}

/** Routes under `/api` that declare no right; each is a bug. */
export function unguardedRoutes(routes: readonly Route[]): string[] {
  return routes
    .filter((route) => route.path.startsWith('/api') && rightOf(route) === null)
    .map(({ method, path }) => `${method} ${path}`);
}
