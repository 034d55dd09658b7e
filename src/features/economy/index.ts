import type { Signer } from '../../discord/kit/buttons.ts';
import type { Feature } from '../../feature.ts';
import type { ApiKit } from '../../http/kit/kit.ts';
import type { Guilds } from '../guilds/service.ts';
import { createEconomyApi } from './api/index.ts';
import { createEconomyCommands } from './commands/index.ts';
import { fillDemo } from './demo.ts';
import { economyJobs } from './jobs.ts';
import { createListeners, type MemberList } from './listeners.ts';
import { createEconomy, type Economy, type EconomyDeps } from './service/index.ts';
import { type EconomyWebDeps, economyWeb } from './web/index.ts';

export { createEconomyPart } from './service/config-part.ts';
export { createEconomy } from './service/index.ts';

export interface EconomyFeatureDeps
  extends Omit<EconomyDeps, 'guilds' | 'discord'>,
    Pick<EconomyWebDeps, 'history' | 'pages' | 'cdnUrl'> {
  readonly economy: Economy;
  readonly guilds: Guilds;
  readonly signer: Signer;
  readonly directory: MemberList & EconomyWebDeps['directory'];
  readonly discord: EconomyDeps['discord'] & EconomyWebDeps['discord'];
  readonly kit: ApiKit;
}

export function economyFeature(deps: EconomyFeatureDeps): Feature {
  const { economy, clock } = deps;
  const { listen } = createListeners(deps);
  return {
    name: 'economy',
    bot: { ...createEconomyCommands(deps), listen },
    api: createEconomyApi(deps),
    web: economyWeb(deps),
    jobs: economyJobs(economy, deps),
    demo: (guilds) =>
      fillDemo({ economyAt: (past) => createEconomy({ ...deps, clock: past }), now: clock.now() }, guilds),
    close: async () => {
      economy.close();
    },
  };
}
