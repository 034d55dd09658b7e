import type { Feature } from '../../feature.ts';
import { type UsersWebDeps, usersWeb } from './web/index.ts';

export function usersFeature(deps: UsersWebDeps): Feature {
  return { name: 'users', web: usersWeb(deps) };
}
