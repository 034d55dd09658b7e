import type { Job } from '../../feature.ts';
import type { Stats } from './service/index.ts';

/** Adds up the hour that is over, so that nobody who opens the overview waits for it. */
export function statsJobs(stats: Pick<Stats, 'rollUp'>): Job[] {
  return [
    {
      name: 'stats.roll-up',
      cron: '0 2 * * * *',
      run: async () => {
        await stats.rollUp();
      },
    },
  ];
}
