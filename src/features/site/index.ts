import type { Feature } from '../../feature.ts';
import type { Guilds } from '../guilds/service.ts';
import { fillDemo } from './demo.ts';
import type { Site } from './service.ts';
import { type SiteWebDeps, siteWeb } from './web/index.tsx';

export { createSite } from './service.ts';
export type { SiteFacts } from './web/index.tsx';

interface SiteFeatureDeps extends SiteWebDeps {
  readonly site: Site;
  readonly guilds: Pick<Guilds, 'isChosen' | 'settings' | 'putSettings'>;
}

export function siteFeature(deps: SiteFeatureDeps): Feature {
  return {
    name: 'site',
    web: siteWeb(deps),
    demo: (guilds) => fillDemo(deps.guilds, guilds),
    close: async () => deps.site.close(),
  };
}
