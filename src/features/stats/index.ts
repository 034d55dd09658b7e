import type { Feature } from '../../feature.ts';
import type { Live } from '../../http/kit/live.ts';
import { statsJobs } from './jobs.ts';
import type { Stats } from './service/index.ts';

export { createStats } from './service/index.ts';

/** `live` holds the streams of open pages, which end with what they tell of. */
export function statsFeature({ stats, live }: { readonly stats: Stats; readonly live: Pick<Live, 'close'> }): Feature {
  return {
    name: 'stats',
    jobs: statsJobs(stats),
    close: async () => {
      live.close();
      await stats.close();
    },
  };
}
