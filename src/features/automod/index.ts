import type { Feature } from '../../feature.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import type { Clock } from '../../platform/clock.ts';
import { createAutomodApi } from './api/index.ts';
import { createAutomodCommands } from './commands.ts';
import { automodJobs } from './jobs.ts';
import { listenForAutomod } from './listeners.ts';
import type { Automod } from './service/index.ts';
import { type AutomodWebDeps, automodWeb } from './web/index.ts';

export { createAutomodPart } from './service/config-part.ts';
export { createAutomod, createEnforcer } from './service/index.ts';
export { haltOf } from './web/board.ts';

export interface AutomodFeatureDeps extends AutomodWebDeps {
  readonly automod: Automod;
  readonly clock: Clock;
  readonly kit: ApiKit;
}

export function automodFeature(deps: AutomodFeatureDeps): Feature {
  const { automod } = deps;
  return {
    name: 'automod',
    bot: { ...createAutomodCommands(deps), listen: listenForAutomod(deps) },
    api: createAutomodApi(deps),
    web: automodWeb(deps),
    jobs: automodJobs(automod),
    close: automod.close,
  };
}
