import type { Feature } from '../../feature.ts';
import { type InstanceWebDeps, instanceWeb } from './web/index.ts';

export { type AdminBook, createAdmins, createTrail, type System } from './service/index.ts';

export function instanceFeature(deps: InstanceWebDeps): Feature {
  return { name: 'instance', web: instanceWeb(deps) };
}
