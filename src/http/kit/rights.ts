import type { z } from 'zod';
import type { Right } from './guard.ts';

/** Marks the hook by which a route declares what it asks of a key. */
export const RIGHT = Symbol('right');

/** A route of the API as Elysia keeps it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: unknown;
  readonly hooks: {
    readonly transform?: readonly { readonly fn: unknown }[];
    readonly params?: z.ZodType;
    readonly query?: z.ZodType;
    readonly body?: z.ZodType;
  };
}

/** What a route asks of a key; null when it does not say. */
export function rightOf({ hooks }: Pick<Route, 'hooks'>): Right | null {
  const hook = hooks.transform?.find(({ fn }) => typeof fn === 'function' && RIGHT in fn);
  return hook ? (hook.fn as unknown as { [RIGHT]: Right })[RIGHT] : null;
}

/** Routes under `/api` that declare no right; each is a bug. */
export function unguardedRoutes(routes: readonly Pick<Route, 'method' | 'path' | 'hooks'>[]): string[] {
  return routes
    .filter((route) => route.path.startsWith('/api') && rightOf(route) === null)
    .map(({ method, path }) => `${method} ${path}`);
}
