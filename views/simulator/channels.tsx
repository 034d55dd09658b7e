import { ChannelType } from 'discord-api-types/v10';
import { address } from '../../src/simulator/page/address.ts';
import type { Place, Scene } from '../../src/simulator/page/scene.ts';
import { Icon, type IconName } from '../layouts/icons.tsx';

/** The channels by category, then the conversations. */
export function Channels({ scene }: { scene: Scene }) {
  return (
    <>
      {groups(scene).map(({ name, places }) => (
        <section class="channel-group">
          {name ? <h2 safe>{name}</h2> : null}
          <ul>{places.map((place) => ChannelLink({ place, scene }))}</ul>
        </section>
      ))}
    </>
  );
}

function groups(scene: Scene): { name: string; places: Place[] }[] {
  const categories = scene.guild.channels
    .filter(({ type }) => type === ChannelType.GuildCategory)
    .map((each) => ({ id: each.id, name: each.name ?? '', position: 'position' in each ? each.position : 0 }))
    .sort((a, b) => a.position - b.position);
  const direct = scene.places.filter(({ type }) => type === ChannelType.DM);
  const within = (parent: string) =>
    scene.places.filter((p) => p.parentId === parent).flatMap((p) => withThreads(p, scene));
  const known = new Set(categories.map(({ id }) => id));
  const threads = new Set(scene.places.flatMap((p) => threadsOf(p, scene)));
  const loose = scene.places.filter((p) => p.channel && !known.has(p.parentId ?? '') && !threads.has(p));
  return [
    { name: '', places: loose.flatMap((p) => withThreads(p, scene)) },
    ...categories.map(({ id, name }) => ({ name, places: within(id) })),
    { name: 'Direct messages', places: direct },
  ].filter(({ places }) => places.length > 0);
}

function threadsOf(place: Place, scene: Scene): Place[] {
  return scene.places.filter(({ parentId }) => parentId === place.id);
}

function withThreads(place: Place, scene: Scene): Place[] {
  return [place, ...threadsOf(place, scene)];
}

function ChannelLink({ place, scene }: { place: Place; scene: Scene }) {
  const to = address(scene, { place });
  const current = place.id === scene.place.id;
  const last = (scene.state.messages[place.id] ?? []).findLast(({ ephemeral_for }) => !ephemeral_for)?.id;
  return (
    <li>
      <a
        id={`c-${place.id}`}
        class={['channel', isThread(place) && 'is-thread']}
        href={to}
        hx-get={to}
        hx-target="#app"
        hx-select="#app"
        hx-swap="outerHTML"
        hx-push-url="true"
        aria-current={current ? 'page' : undefined}
        data-channel={place.id}
        data-last={last}
      >
        <Icon name={placeIcon(place)} size={18} />
        <span class="channel-name" safe>
          {place.name}
        </span>
        <span class="unread-dot" aria-hidden="true" />
        <span class="sr-only unread-word">unread</span>
      </a>
    </li>
  );
}

function isThread(place: Place): boolean {
  return place.type === ChannelType.PublicThread || place.type === ChannelType.PrivateThread;
}

export function placeIcon(place: Place): IconName {
  if (place.type === ChannelType.DM) return 'chat';
  if (isThread(place)) return 'thread';
  if (place.restricted) return 'lock';
  return place.type === ChannelType.GuildAnnouncement ? 'megaphone' : 'hash';
}
