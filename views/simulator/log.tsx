import { ChannelType } from 'discord-api-types/v10';
import { query } from '../../src/simulator/page/address.ts';
import type { Scene } from '../../src/simulator/page/scene.ts';
import { type Entry, PAGE } from '../../src/simulator/page/transcript.ts';
import { Icon } from '../layouts/icons.tsx';
import { placeIcon } from './channels.tsx';
import { Message } from './message.tsx';

/** What stands above the first message: the way to earlier ones, or how the channel begins. */
function LogTop({ scene, first, more }: { scene: Scene; first: string | undefined; more: boolean }) {
  if (more && first) {
    return (
      <button
        type="button"
        class="btn btn-secondary earlier"
        hx-get={`/simulator/earlier?${query(scene)}&before=${first}`}
        hx-target="closest .log-top"
        hx-swap="outerHTML"
      >
        Show earlier messages
      </button>
    );
  }
  return <Beginning scene={scene} empty={scene.messages.length === 0} />;
}

function Beginning({ scene, empty }: { scene: Scene; empty: boolean }) {
  const direct = scene.place.type === ChannelType.DM;
  return (
    <div class="beginning">
      <span class="beginning-mark" aria-hidden="true">
        <Icon name={placeIcon(scene.place)} size={34} />
      </span>
      <h2 safe>{direct ? scene.place.name : `Welcome to #${scene.place.name}`}</h2>
      <p class="muted" safe>
        {direct
          ? 'What the bot told you in private.'
          : scene.place.topic || `This is where #${scene.place.name} begins.`}
      </p>
      {empty ? <p class="muted">Nobody has written here yet. Say hello below, or type / for a command.</p> : null}
    </div>
  );
}

/** The messages as list items, oldest first. */
function Entries({ entries, scene }: { entries: Entry[]; scene: Scene }) {
  return (
    <>
      {entries.map((entry) => (
        <Message entry={entry} scene={scene} />
      ))}
    </>
  );
}

/** Older messages, put in place of the button that asked for them. */
export function Earlier({ entries, more, scene }: { entries: Entry[]; more: boolean; scene: Scene }) {
  return (
    <>
      <li class="log-top">
        <LogTop scene={scene} first={entries[0]?.message.id} more={more} />
      </li>
      <Entries entries={entries} scene={scene} />
    </>
  );
}

/** The log as it is when the page opens; the stream keeps its list up to date. */
export function Log({ entries, scene }: { entries: Entry[]; scene: Scene }) {
  return (
    <section
      id="scroller"
      class="scroller"
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-label={`Messages in ${scene.place.name}`}
      tabindex="0"
    >
      <ol id="log" class="log">
        <LogItems entries={entries} scene={scene} />
      </ol>
    </section>
  );
}

export function LogItems({ entries, scene }: { entries: Entry[]; scene: Scene }) {
  return (
    <>
      <li class="log-top">
        <LogTop scene={scene} first={entries[0]?.message.id} more={scene.messages.length > PAGE} />
      </li>
      <Entries entries={entries} scene={scene} />
    </>
  );
}
