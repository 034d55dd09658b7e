import type { Feature } from '../../feature.ts';
import { type InstanceApiDeps, instanceApi } from './api.ts';
import { type InstanceWebDeps, instanceWeb } from './web/index.ts';

export { type AdminBook, createAdmins, createTrail, type System } from './service/index.ts';

export function instanceFeature(deps: InstanceWebDeps & InstanceApiDeps): Feature {
  return { name: 'instance', api: instanceApi(deps), web: instanceWeb(deps) };
}
