import type { Feature } from '../../feature.ts';
import { createSquadsCommands } from './commands/index.ts';
import type { CommandDeps } from './commands/scene.ts';
import { squadsJobs } from './jobs.ts';
import { createListeners, type ListenerDeps } from './listeners.ts';
import type { Squads } from './service/index.ts';

export { createSquads } from './service/index.ts';

export interface SquadsFeatureDeps extends ListenerDeps, CommandDeps {
  readonly squads: Squads;
}

export function squadsFeature(deps: SquadsFeatureDeps): Feature {
  const { squads } = deps;
  return {
    name: 'squads',
    bot: { ...createSquadsCommands(deps), listen: createListeners(deps) },
    jobs: squadsJobs(squads),
    close: async () => squads.close(),
  };
}
