import type { Job } from '../../feature.ts';
import type { Moderation } from './service/index.ts';

export function moderationJobs(moderation: Pick<Moderation, 'upkeep'>): Job[] {
  return [{ name: 'moderation.upkeep', cron: '*/5 * * * * *', run: () => moderation.upkeep() }];
}
