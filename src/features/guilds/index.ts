import type { Feature } from '../../feature.ts';
import { listenForOutages } from './listeners.ts';
import type { Guilds } from './service.ts';
import { guildsWording } from './text.ts';

export { createGuildsPart } from './service/config-part.ts';
export { createGuilds } from './service.ts';

export function guildsFeature({ guilds }: { readonly guilds: Guilds }): Feature {
  return {
    name: 'guilds',
    bot: { listen: listenForOutages(guilds), wording: guildsWording },
    close: () => guilds.close(),
  };
}
