import type { Feature } from '../../feature.ts';
import { type CommandDeps, createModerationCommands } from './commands/index.ts';
import { moderationJobs } from './jobs.ts';
import { createListeners, type ListenerDeps } from './listeners.ts';
import type { Moderation } from './service/index.ts';

export { createModeration } from './service/index.ts';

export interface ModerationFeatureDeps extends CommandDeps, ListenerDeps {
  readonly moderation: Moderation;
}

export function moderationFeature(deps: ModerationFeatureDeps): Feature {
  return {
    name: 'moderation',
    bot: { ...createModerationCommands(deps), listen: createListeners(deps) },
    jobs: moderationJobs(deps.moderation),
  };
}
