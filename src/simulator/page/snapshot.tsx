import { Channels } from '../../../views/simulator/channels.tsx';
import { Gate } from '../../../views/simulator/composer.tsx';
import { FaultsCount } from '../../../views/simulator/faults.tsx';
import { ClockNow } from '../../../views/simulator/header.tsx';
import { LogItems } from '../../../views/simulator/log.tsx';
import { Members } from '../../../views/simulator/members.tsx';
import { Message } from '../../../views/simulator/message.tsx';
import { Partial } from '../../../views/ui/partial.tsx';
import type { Scene } from './scene.ts';
import { transcript } from './transcript.ts';

/** Everything on the page that changes by itself, as markup. */
export interface Snapshot {
  /** Markup by the id of the element that holds it. */
  parts: ReadonlyMap<string, string>;
  /** Markup by message id, oldest first. */
  messages: ReadonlyMap<string, string>;
}

export async function takeSnapshot(scene: Scene): Promise<Snapshot> {
  const parts = {
    'channel-list': <Channels scene={scene} />,
    'member-list': <Members scene={scene} />,
    'member-count': <>{scene.guild.members.length} members</>,
    'clock-now': <ClockNow scene={scene} />,
    'faults-count': <FaultsCount faults={scene.faults} />,
    gate: <Gate scene={scene} />,
  };
  const messages = transcript(scene).map(
    async (entry): Promise<[string, string]> => [entry.message.id, await (<Message entry={entry} scene={scene} />)],
  );
  const named = Object.entries(parts).map(async ([id, markup]): Promise<[string, string]> => [id, await markup]);
  return { parts: new Map(await Promise.all(named)), messages: new Map(await Promise.all(messages)) };
}

/** The whole page as partials, for a browser of which we do not know what it shows. */
export async function everything(scene: Scene, snapshot: Snapshot): Promise<string> {
  const log = (
    <Partial target="#log" swap="innerMorph">
      <LogItems entries={transcript(scene)} scene={scene} />
    </Partial>
  );
  return [await log, ...(await partsThatDiffer(null, snapshot))].join('');
}

/** What turns one snapshot's page into the next one's, as partials; empty when they are alike. */
export async function difference(scene: Scene, before: Snapshot, after: Snapshot): Promise<string> {
  const parts = await partsThatDiffer(before, after);
  if (!onlyAppended(before, after)) return everything(scene, after);
  return [...(await messagesThatDiffer(scene, before, after)), ...parts].join('');
}

function partsThatDiffer(before: Snapshot | null, after: Snapshot): Promise<string[]> {
  const changed = [...after.parts].filter(([id, markup]) => before?.parts.get(id) !== markup);
  return Promise.all(
    changed.map(async ([id, safeMarkup]) => (
      <Partial target={`#${id}`} swap="innerMorph">
        {safeMarkup}
      </Partial>
    )),
  );
}

/** Whether every message that is new stands after all that were there. */
function onlyAppended(before: Snapshot, after: Snapshot): boolean {
  const fresh = [...after.messages.keys()].map((id) => !before.messages.has(id));
  const first = fresh.indexOf(true);
  return first === -1 || fresh.slice(first).every(Boolean);
}

async function messagesThatDiffer(scene: Scene, before: Snapshot, after: Snapshot): Promise<string[]> {
  const there = new Set(scene.messages.map(({ id }) => id));
  const gone = [...before.messages.keys()].filter((id) => !there.has(id));
  const changed = [...after.messages].filter(
    ([id, markup]) => before.messages.has(id) && before.messages.get(id) !== markup,
  );
  const safeFresh = [...after.messages]
    .filter(([id]) => !before.messages.has(id))
    .map(([, markup]) => markup)
    .join('');
  const partials = [
    ...gone.map((id) => <Partial target={`#m-${id}`} swap="delete" />),
    ...changed.map(([id, safeMarkup]) => (
      <Partial target={`#m-${id}`} swap="outerMorph">
        {safeMarkup}
      </Partial>
    )),
    safeFresh ? (
      <Partial target="#log" swap="beforeend">
        {safeFresh}
      </Partial>
    ) : (
      ''
    ),
  ];
  return Promise.all(partials);
}
