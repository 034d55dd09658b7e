import type { Notice } from './props.ts';

/** A notice in the page; the script moves it to the toasts. */
export function NoticeOf({ notice }: { notice: Notice | null }) {
  if (!notice) return null;
  return (
    <p class={['told-line', `told-${notice.tone}`]} data-notice={notice.tone} safe>
      {notice.text}
    </p>
  );
}

/** Shown by the script while a guarded form has changes. */
export function Unsaved() {
  return (
    <div id="unsaved" class="unsaved" role="region" aria-label="Unsaved changes" hidden>
      <p data-unsaved-words aria-live="polite">
        1 unsaved change
      </p>
      <button type="button" class="btn btn-sm" data-unsaved-discard>
        Discard
      </button>
      <button type="button" class="btn btn-sm btn-primary" data-unsaved-save>
        Save
      </button>
    </div>
  );
}

/** Names the consequence before anything happens. */
export function Confirm() {
  return (
    <dialog id="confirm" class="box" aria-labelledby="confirm-title" aria-describedby="confirm-text">
      <form method="dialog" hx-boost="false">
        <h2 id="confirm-title">Are you sure?</h2>
        <p id="confirm-text" />
        <div class="box-end">
          <button type="submit" class="btn" value="cancel">
            Cancel
          </button>
          <button type="submit" class="btn btn-primary" value="confirm" data-confirm-yes>
            Go on
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Ctrl-K: guilds, members, settings; what is found comes from `/admin/search`. */
export function Palette() {
  return (
    <dialog id="palette" class="box palette" aria-label="Search">
      <form method="get" action="/admin/search" role="search" hx-boost="false">
        <input
          type="search"
          name="q"
          id="palette-q"
          class="palette-input"
          placeholder="Guilds, members, settings…"
          aria-label="Search guilds, members and settings"
          autocomplete="off"
          spellcheck="false"
          role="combobox"
          aria-expanded="false"
          aria-controls="palette-results"
          aria-autocomplete="list"
        />
      </form>
      <div id="palette-results" class="palette-results" role="listbox" aria-label="Found" />
      <p class="palette-foot" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> open <kbd>Esc</kbd> close
      </p>
    </dialog>
  );
}

const KEYS = [
  ['Ctrl K', 'Search'],
  ['?', 'This list'],
  ['g o', 'Overview'],
  ['g g', 'Guilds'],
  ['g u', 'Users'],
  ['g m', 'My own page'],
] as const;

/** `?` */
export function Keys({ isAdmin, hasGuild }: { isAdmin: boolean; hasGuild: boolean }) {
  const more = [...(isAdmin ? [['g s', 'Settings']] : []), ...(hasGuild ? [['1 … 9', 'Tabs of the guild']] : [])];
  const save = [
    ['Ctrl S', 'Save the form'],
    ['Esc', 'Close what is open'],
  ];
  return (
    <dialog id="keys" class="box" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl class="keys-list">
        {[...KEYS, ...more, ...save].map(([keys = '', what = '']) => (
          <div>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd safe>{key}</kbd>
              ))}
            </dt>
            <dd safe>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog" class="box-end" hx-boost="false">
        <button type="submit" class="btn">
          Close
        </button>
      </form>
    </dialog>
  );
}
