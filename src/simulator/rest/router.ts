import type { Route } from './call.ts';

export interface Match {
  route: Route;
  params: Readonly<Record<string, string>>;
}

interface Pattern {
  route: Route;
  parts: readonly string[];
}

/** Finds the route of a method and a path; `null` when there is none. */
export type Router = (method: string, path: string) => Match | null;

export function createRouter(routes: readonly Route[]): Router {
  const patterns = routes.map((route) => ({ route, parts: route.path.split('/').slice(1) })).sort(byLiteralParts);
  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const pattern of patterns) {
      if (pattern.route.method !== method) continue;
      const params = matched(pattern, parts);
      if (params) return { route: pattern.route, params };
    }
    return null;
  };
}

/** The earlier a pattern names a part literally, the sooner it is tried. */
function byLiteralParts(a: Pattern, b: Pattern): number {
  const shape = ({ parts }: Pattern) => parts.map((part) => (part.startsWith(':') ? '1' : '0')).join('');
  return shape(a).localeCompare(shape(b));
}

function matched({ parts }: Pattern, actual: readonly string[]): Record<string, string> | null {
  if (parts.length !== actual.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = actual[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
