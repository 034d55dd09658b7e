import type { Feature } from '../../feature.ts';
import { squadsJobs } from './jobs.ts';
import { createListeners, type ListenerDeps } from './listeners.ts';
import type { Squads } from './service/index.ts';
import { squadsWording } from './text.ts';

export { createSquads } from './service/index.ts';

export interface SquadsFeatureDeps extends ListenerDeps {
  readonly squads: Squads;
}

export function squadsFeature(deps: SquadsFeatureDeps): Feature {
  const { squads } = deps;
  return {
    name: 'squads',
    bot: { listen: createListeners(deps), wording: squadsWording },
    jobs: squadsJobs(squads),
    close: async () => squads.close(),
  };
}
