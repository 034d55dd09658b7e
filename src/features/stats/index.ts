import type { Feature } from '../../feature.ts';
import { type StatsApiDeps, statsApi } from './api.ts';
import { statsJobs } from './jobs.ts';
import { type StatsWebDeps, statsWeb } from './web/index.ts';

export { createStats } from './service/index.ts';
export type { Instance } from './service/instance.ts';
export { createReadiness } from './service/readiness.ts';
export { createRoleWrites } from './service/role-writes.ts';

/** `live` holds the streams of open pages, which end with what they tell of. */
export function statsFeature(deps: StatsWebDeps & StatsApiDeps): Feature {
  const { stats, live } = deps;
  return {
    name: 'stats',
    api: statsApi(deps),
    web: statsWeb(deps),
    jobs: statsJobs(stats),
    close: async () => {
      live.close();
      await stats.close();
    },
  };
}
