interface Route {
  readonly method: string;
  readonly path: string;
  readonly hooks: { readonly detail?: object };
}

/** Routes under `/api` that declare no right; each is a bug. */
export function unguardedRoutes(routes: readonly Route[]): string[] {
  return routes
    .filter(({ path, hooks }) => path.startsWith('/api') && !('x-right' in (hooks.detail ?? {})))
    .map(({ method, path }) => `${method} ${path}`);
}
