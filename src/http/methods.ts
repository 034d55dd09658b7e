import type { GuardedRoute } from './kit/pages/rights.ts';

/** Which methods an address takes; empty where nothing is. */
export type MethodsOf = (path: string) => readonly string[];

/** @param routes with their parameters as `:name` */
export function createMethods(routes: readonly Pick<GuardedRoute, 'method' | 'path'>[]): MethodsOf {
  const known = [...Map.groupBy(routes, ({ path }) => path)].map(([path, of]) => ({
    pattern: patternOf(path),
    methods: withImplied(of.map(({ method }) => method)),
  }));
  return (path) => {
    const found = known.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []));
    return [...new Set(found)].sort();
  };
}

function patternOf(path: string): RegExp {
  const parts = path.replace(/\/$/, '').split('/');
  return new RegExp(`^${parts.map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part))).join('/')}/?$`);
}

/** What is read may be asked for without its body, and everybody may ask for the methods. */
function withImplied(methods: readonly string[]): string[] {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}
