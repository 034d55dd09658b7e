import type { Job } from '../../feature.ts';
import type { Automod } from './service/index.ts';

/** Hourly: texts that rules matched go after 48 hours, events after 30 days. */
export function automodJobs(automod: Pick<Automod, 'forgetOld'>): Job[] {
  return [{ name: 'automod.forget-old', cron: '0 20 * * * *', run: () => automod.forgetOld() }];
}
