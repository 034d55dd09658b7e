import type { Job } from '../../feature.ts';
import type { Webhooks } from './service/index.ts';

export function webhooksJobs(webhooks: Pick<Webhooks, 'deliverDue' | 'forgetOld'>): Job[] {
  return [
    { name: 'webhooks.deliver', cron: '*/2 * * * * *', run: () => webhooks.deliverDue() },
    { name: 'webhooks.forget', cron: '0 20 3 * * *', run: () => webhooks.forgetOld() },
  ];
}
