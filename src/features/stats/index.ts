import type { Feature } from '../../feature.ts';
import { statsJobs } from './jobs.ts';
import type { Stats } from './service/index.ts';

export { createStats } from './service/index.ts';

export function statsFeature({ stats }: { readonly stats: Stats }): Feature {
  return { name: 'stats', jobs: statsJobs(stats) };
}
