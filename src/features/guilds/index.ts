import type { Feature } from '../../feature.ts';
import { type GuildsApiDeps, guildsApi } from './api.ts';
import { listenForOutages } from './listeners.ts';
import type { Guilds } from './service.ts';
import { guildsWording } from './text.ts';

export { createGuildsPart } from './service/config-part.ts';
export { createGuilds } from './service.ts';

interface GuildsFeatureDeps extends GuildsApiDeps {
  readonly guilds: Guilds;
}

export function guildsFeature({ guilds, kit }: GuildsFeatureDeps): Feature {
  return {
    name: 'guilds',
    api: guildsApi({ guilds, kit }),
    bot: { listen: listenForOutages(guilds), wording: guildsWording },
    close: () => guilds.close(),
  };
}
