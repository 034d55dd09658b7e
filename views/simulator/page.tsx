import { ChannelType } from 'discord-api-types/v10';
import { address, query } from '../../src/simulator/page/address.ts';
import type { Scene } from '../../src/simulator/page/scene.ts';
import { transcript } from '../../src/simulator/page/transcript.ts';
import { type Asset, Document } from '../layouts/document.tsx';
import { Icon } from '../layouts/icons.tsx';
import { Channels, placeIcon } from './channels.tsx';
import { Composer } from './composer.tsx';
import { Header, type PageLink } from './header.tsx';
import { Hints } from './hints.tsx';
import { Log } from './log.tsx';
import { Members } from './members.tsx';
import { Confirm, Keys, Templates } from './overlays.tsx';

const STYLES = [
  'base',
  'frame',
  'columns',
  'talk',
  'message',
  'rich',
  'components',
  'composer',
  'overlays',
  'profile',
  'dialogs',
  'wire',
  'narrow',
].map((name) => `/css/simulator/${name}.css`);

interface PageProps {
  scene: Scene;
  /** What the stream compares with, to know whether this page is up to date. */
  version: string;
  asset: Asset;
  links: readonly PageLink[];
}

/** The whole page at /simulator. */
export function SimulatorPage({ scene, version, asset, links }: PageProps) {
  return (
    <Document
      title={`${scene.place.name} · ${scene.guild.guild.name} · Simulated Discord`}
      description="A Discord that lives in this process: act as anybody and watch the bot answer."
      asset={asset}
      styles={STYLES}
      fonts={['/fonts/inter.woff2']}
      scripts={['/vendor/htmx.min.js', '/vendor/hx-sse.min.js']}
      modules={['/js/simulator/main.js']}
      bodyClass="simulator"
    >
      <App scene={scene} version={version} links={links} />
      <Keys />
      <Confirm />
      <Templates />
      <div id="menu" class="pop menu-pop" popover />
      <div id="profile" class="pop profile-pop" popover />
      <div id="dialog-slot" />
      <div id="toasts" class="toasts" role="status" aria-live="polite" />
    </Document>
  );
}

function App({ scene, version, links }: Omit<PageProps, 'asset'>) {
  const { guild } = scene.guild;
  return (
    <div
      id="app"
      class="app"
      data-as={scene.me.id}
      data-name={scene.me.username}
      data-channel={scene.place.id}
      data-guild={guild.id}
      data-address={address(scene)}
    >
      <div id="stream" hidden hx-sse:connect={`/simulator/events?${query(scene)}&since=${version}`} hx-swap="none" />
      <Header scene={scene} links={links} />
      <p id="offline" class="offline" role="status" hidden>
        The simulated Discord does not answer. Trying again…
      </p>
      <div class="columns">
        <nav id="channels" class="channels" aria-label="Channels">
          <GuildName name={guild.name} members={scene.guild.members.length} />
          <div id="channel-list">
            <Channels scene={scene} />
          </div>
        </nav>
        <main class="talk">
          <PlaceHead scene={scene} />
          <Log entries={transcript(scene)} scene={scene} />
          <button type="button" id="to-bottom" class="to-bottom" hidden>
            New messages
            <Icon name="chevron" size={16} />
          </button>
          <Hints />
          <Composer scene={scene} />
        </main>
        <aside id="members" class="members" aria-label="Members">
          <div id="member-list">
            <Members scene={scene} />
          </div>
        </aside>
      </div>
      <section id="wire" class="wire-drawer" aria-label="Wire log" hidden />
      <button type="button" class="scrim" data-close-drawers tabindex="-1" aria-label="Close" />
    </div>
  );
}

function GuildName({ name, members }: { name: string; members: number }) {
  return (
    <div class="guild-name">
      <b safe>{name}</b>
      <small id="member-count">{members} members</small>
    </div>
  );
}

function PlaceHead({ scene: { place } }: { scene: Scene }) {
  return (
    <header class="place">
      <button type="button" class="icon-btn only-narrow" data-drawer="channels" aria-label="Channels">
        <Icon name="menu" />
      </button>
      <Icon name={placeIcon(place)} size={22} />
      <h2 safe>{place.name}</h2>
      {place.topic ? (
        <p class="topic" title={place.topic} safe>
          {place.topic}
        </p>
      ) : null}
      {place.type === ChannelType.DM ? null : (
        <button
          type="button"
          class="icon-btn wide-only"
          data-toggle-members
          aria-label="Show or hide members"
          aria-pressed="true"
        >
          <Icon name="people" />
        </button>
      )}
      <button type="button" class="icon-btn only-narrow" data-drawer="members" aria-label="Members">
        <Icon name="people" />
      </button>
    </header>
  );
}

/** Shown as long as no guild is there. */
export function EmptyWorld({ asset }: { asset: Asset }) {
  return (
    <Document title="Simulated Discord" asset={asset} styles={STYLES} bodyClass="simulator">
      <main class="empty-world">
        <h1>No guild yet</h1>
        <p>The simulated Discord is empty. Reset it to get the seeded guild back.</p>
      </main>
    </Document>
  );
}
