import type { Feature } from '../../feature.ts';
import { type UsersApiDeps, usersApi } from './api.ts';
import { type UsersWebDeps, usersWeb } from './web/index.ts';

export function usersFeature(deps: UsersWebDeps & UsersApiDeps): Feature {
  return { name: 'users', api: usersApi(deps), web: usersWeb(deps) };
}
