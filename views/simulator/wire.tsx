import { clockTime } from '../../src/simulator/page/words.ts';
import type { WireEntry } from '../../src/simulator/types.ts';
import { Icon } from '../layouts/icons.tsx';

/** The open wire log: the last entries, and the stream of what follows. */
export function WireLog({ entries, next }: { entries: WireEntry[]; next: number }) {
  return (
    <div class="wire" hx-sse:connect={`/simulator/wire/events?since=${next}`} hx-swap="none">
      <header class="wire-head">
        <h2>Wire log</h2>
        <label class="search">
          <Icon name="search" size={14} />
          <span class="sr-only">Filter</span>
          <input type="search" placeholder="Filter: POST, MESSAGE_CREATE, 429…" data-wire-filter autocomplete="off" />
        </label>
        <label class="wire-kind">
          <input type="checkbox" checked data-wire-kind="rest" /> REST
        </label>
        <label class="wire-kind">
          <input type="checkbox" checked data-wire-kind="gateway" /> Gateway
        </label>
        <label class="wire-kind">
          <input type="checkbox" data-wire-kind="heartbeat" /> Heartbeats
        </label>
        <button type="button" class="icon-btn" data-wire aria-label="Close the wire log">
          <Icon name="close" size={18} />
        </button>
      </header>
      <ol id="wire-list" class="wire-list" tabindex="0" aria-label="REST calls and gateway frames, newest first">
        {entries.toReversed().map((entry) => (
          <WireRow entry={entry} />
        ))}
      </ol>
    </div>
  );
}

/** One call or frame; its bodies are fetched when it is opened. */
export function WireRow({ entry }: { entry: WireEntry }) {
  const heartbeat = entry.op === 1 || entry.op === 11;
  return (
    <li id={`w-${entry.seq}`} data-kind={heartbeat ? 'heartbeat' : entry.kind} data-search={searchText(entry)}>
      <details hx-get={`/simulator/wire/${entry.seq}`} hx-trigger="toggle once" hx-target="find .wire-body">
        <summary>
          <time safe>{`${clockTime(entry.at)}:${String(new Date(entry.at).getUTCSeconds()).padStart(2, '0')}`}</time>
          <span class={`wire-tag wire-${entry.kind}`}>{TAGS[entry.kind]}</span>
          <span class="wire-summary" safe>
            {entry.summary}
          </span>
          <Outcome entry={entry} />
        </summary>
        <div class="wire-body">
          <p class="muted">Loading…</p>
        </div>
      </details>
    </li>
  );
}

const TAGS = { rest: 'REST', 'gateway-in': 'bot → gateway', 'gateway-out': 'gateway → bot', fault: 'FAULT' } as const;

function searchText(entry: WireEntry): string {
  return `${entry.summary} ${entry.status ?? ''}`.toLowerCase();
}

function Outcome({ entry: { status, ms } }: { entry: WireEntry }) {
  if (status === undefined) return '';
  return (
    <span class="wire-outcome">
      <span class={status < 400 ? 'wire-ok' : 'wire-bad'}>{status}</span>
      {ms === undefined ? null : <span class="muted" safe>{`${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`}</span>}
    </span>
  );
}

/** What went over the wire, as JSON. */
export function WireBody({ entry }: { entry: WireEntry }) {
  return (
    <>
      {entry.reason ? (
        <p class="muted" safe>
          {`Audit log reason: ${entry.reason}`}
        </p>
      ) : null}
      <Json title="Request" value={entry.request} />
      <Json title="Response" value={entry.response} />
      <Json title="Frame" value={entry.data} />
    </>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === null) return '';
  return (
    <>
      <h3 safe>{title}</h3>
      <pre tabindex="0">
        <code safe>{JSON.stringify(value, null, 2)}</code>
      </pre>
    </>
  );
}
