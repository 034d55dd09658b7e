import type { Job } from '../../feature.ts';
import type { Squads } from './service/index.ts';

export function squadsJobs(squads: Pick<Squads, 'upkeep' | 'noteDay'>): Job[] {
  return [
    { name: 'squads.upkeep', cron: '*/5 * * * * *', run: () => squads.upkeep() },
    { name: 'squads.note-day', cron: '0 5 0 * * *', run: () => squads.noteDay() },
  ];
}
