import { Icon } from '../layouts/icons.tsx';

const KEYS = [
  ['/', 'Commands'],
  ['Enter', 'Send · Shift+Enter for a new line'],
  ['↑', 'Edit your last message (in an empty box)'],
  ['Alt ↑ ↓', 'Previous, next channel'],
  ['Ctrl K', 'Act as somebody else'],
  ['Ctrl .', 'Move the clock'],
  ['Ctrl J', 'Wire log'],
  ['Shift F10', 'Menu of the focused message or member'],
  ['J K', 'Next, previous message (outside the box)'],
  ['Esc', 'Close, cancel, back to the box'],
  ['?', 'This list'],
] as const;

/** The list of keys. */
export function Keys() {
  return (
    <dialog id="keys" class="dialog" aria-labelledby="keys-title">
      <div class="dialog-form">
        <header class="dialog-head">
          <h2 id="keys-title">Keyboard</h2>
          <button type="button" class="icon-btn" data-close-dialog aria-label="Close">
            <Icon name="close" />
          </button>
        </header>
        <dl class="keys">
          {KEYS.map(([key, what]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
    </dialog>
  );
}

/** Asks before something that cannot be undone; the script fills in what. */
export function Confirm() {
  return (
    <dialog id="confirm" class="dialog" aria-labelledby="confirm-title">
      <form class="dialog-form" method="dialog">
        <header class="dialog-head">
          <h2 id="confirm-title">Are you sure?</h2>
        </header>
        <div class="dialog-body">
          <p id="confirm-text" />
        </div>
        <footer class="dialog-foot">
          <button type="submit" class="btn btn-secondary" value="no">
            Cancel
          </button>
          <button type="submit" class="btn btn-danger" value="yes" id="confirm-yes">
            Yes
          </button>
        </footer>
      </form>
    </dialog>
  );
}

/** Markup that the scripts clone. */
export function Templates() {
  return (
    <>
      <template id="file-chip">
        <li class="tray-file">
          <Icon name="file" size={20} />
          <span class="file-name" />
          <button type="button" class="icon-btn" data-remove-file aria-label="Remove the file">
            <Icon name="close" size={14} />
          </button>
        </li>
      </template>
      <template id="toast">
        <div class="toast">
          <span class="toast-text" />
          <button type="button" class="icon-btn" data-close-toast aria-label="Dismiss">
            <Icon name="close" size={14} />
          </button>
        </div>
      </template>
    </>
  );
}
