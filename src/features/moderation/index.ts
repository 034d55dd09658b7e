import type { Feature } from '../../feature.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import { createModerationApi } from './api/index.ts';
import { type CommandDeps, createModerationCommands } from './commands/index.ts';
import { fillDemo } from './demo.ts';
import { moderationJobs } from './jobs.ts';
import { createListeners, type ListenerDeps } from './listeners.ts';
import { createModeration, type Moderation, type ModerationDeps } from './service/index.ts';
import { type ModerationWebDeps, moderationWeb } from './web/index.ts';

export { createModeration } from './service/index.ts';

export interface ModerationFeatureDeps extends ModerationDeps, CommandDeps, ListenerDeps, ModerationWebDeps {
  readonly auditLog: ModerationDeps['auditLog'] & ListenerDeps['auditLog'];
  readonly moderation: Moderation;
  readonly kit: ApiKit;
}

export function moderationFeature(deps: ModerationFeatureDeps): Feature {
  return {
    name: 'moderation',
    bot: { ...createModerationCommands(deps), listen: createListeners(deps) },
    api: createModerationApi(deps),
    web: moderationWeb(deps),
    jobs: moderationJobs(deps.moderation),
    demo: (guilds) =>
      fillDemo(
        { ...deps, moderationAt: (clock) => createModeration({ ...deps, clock }), now: deps.clock.now() },
        guilds,
      ),
  };
}
