import { partsOf } from '../cli/banner.ts';
import type { SiteFacts } from '../features/site/index.ts';
import type { Config } from '../platform/config/config.ts';

/** Where the simulated Discord's page leads besides itself. */
export const SIMULATOR_LINKS = [{ href: '/', label: 'Home', note: 'The page that visitors see' }];

/** What the public pages offer; what the instance runs on is told in development only. */
export function siteOf(config: Config): SiteFacts {
  const parts = partsOf(config).map(({ name, what, hint }) => ({ name, value: what, upgrade: hint ?? null }));
  return {
    inviteUrl: config.discordInviteUrl ?? null,
    simulated: config.discordMode === 'simulated',
    parts: config.devMode ? parts : null,
  };
}
