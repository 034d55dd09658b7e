import type { Feature } from '../../feature.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { createSquadsApi } from './api/index.ts';
import { createSquadsCommands } from './commands/index.ts';
import type { CommandDeps } from './commands/scene.ts';
import { fillDemo } from './demo.ts';
import { squadsJobs } from './jobs.ts';
import { createListeners, type ListenerDeps } from './listeners.ts';
import { createSquads, type Squads, type SquadsDeps } from './service/index.ts';
import { type SquadsWebDeps, squadsWeb } from './web/index.ts';

export { createSquadsPart } from './service/config-part.ts';
export { createSquads } from './service/index.ts';

export interface SquadsFeatureDeps
  extends SquadsDeps,
    ListenerDeps,
    CommandDeps,
    Pick<SquadsWebDeps, 'pages' | 'live' | 'cdnUrl'> {
  readonly directory: ListenerDeps['directory'] & SquadsWebDeps['directory'];
  readonly squads: Squads;
  readonly kit: ApiKit;
}

export function squadsFeature(deps: SquadsFeatureDeps): Feature {
  const { squads } = deps;
  return {
    name: 'squads',
    bot: { ...createSquadsCommands(deps), listen: createListeners(deps) },
    api: createSquadsApi(deps),
    web: squadsWeb(deps),
    jobs: squadsJobs(squads),
    demo: (guilds) =>
      fillDemo({ squads, squadsAt: (past) => createSquads({ ...deps, clock: past }), now: deps.clock.now() }, guilds),
    close: async () => squads.close(),
  };
}
