import { ChannelType } from 'discord-api-types/v10';
import type { Person, Place, Scene } from './scene.ts';

/** Where the page shows this scene, seen by somebody else or in another channel: `/simulator?as=ada&channel=general`. */
export function address(scene: Scene, other: { as?: Person; place?: Place } = {}): string {
  const place = other.place ?? scene.place;
  const direct = place.type === ChannelType.DM;
  const stays = !(direct && other.as);
  const query = new URLSearchParams({ as: (other.as ?? scene.me).username });
  if (stays) query.set('channel', uniqueName(scene, place) ? place.name : place.id);
  if (scene.guilds.length > 1) query.set('guild', scene.guild.guild.id);
  return `/simulator?${query}`;
}

function uniqueName(scene: Scene, place: Place): boolean {
  return place.type !== ChannelType.DM && scene.guild.channels.filter(({ name }) => name === place.name).length === 1;
}

/** The same, as query of the page's fragments; ids only. */
export function query(scene: Scene): string {
  return new URLSearchParams({
    as: scene.me.id,
    channel: scene.place.id,
    guild: scene.guild.guild.id,
  }).toString();
}
