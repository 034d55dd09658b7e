import type { Feature } from '../../feature.ts';
import type { Log } from '../../platform/log.ts';
import { listenForOutages } from './listeners.ts';
import type { Guilds } from './service.ts';
import { guildsWording } from './text.ts';

export { createGuilds } from './service.ts';

export function guildsFeature({ guilds, log }: { readonly guilds: Guilds; readonly log: Log }): Feature {
  return {
    name: 'guilds',
    bot: { listen: listenForOutages(guilds, log), wording: guildsWording },
    close: () => guilds.close(),
  };
}
