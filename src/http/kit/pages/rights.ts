import type { GuildRight } from '../../../shared/rights.ts';

/** What a page asks of whoever opens it. */
export type PageRight =
  | 'anyone'
  | 'signed_in'
  | 'admin'
  | {
      /** Names the path parameter that holds the guild's id. */
      readonly guild: string;
      readonly right: Exclude<GuildRight, 'admin'>;
    };

/** Marks the hook that guards a page, with the right that it asks for. */
export const PAGE_GUARD = Symbol('page guard');

interface Hook {
  readonly fn: unknown;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly hooks: { readonly transform?: readonly Hook[] };
}

/** A page, and what it asks for; null when nothing guards it. */
export interface GuardedRoute {
  readonly method: string;
  readonly path: string;
  readonly asks: PageRight | null;
}

/** Paths that are guarded otherwise (the API by its keys, the simulator by being on this machine) or hold no secret. */
const ELSEWHERE = /^\/(?:api|static|simulator)(?:\/|$)|^\/(?:healthz|readyz|health|metrics|status)$/;

/** Every page of the app with what it asks for. */
export function guardedRoutes(routes: readonly Route[]): GuardedRoute[] {
  return routes
    .filter(({ path }) => !ELSEWHERE.test(path))
    .map((route) => ({ method: route.method, path: route.path, asks: rightOf(route) }));
}

function rightOf({ hooks }: Route): PageRight | null {
  const guard = hooks.transform?.find(({ fn }) => typeof fn === 'function' && PAGE_GUARD in fn);
  return guard ? (guard.fn as unknown as { [PAGE_GUARD]: PageRight })[PAGE_GUARD] : null;
}
