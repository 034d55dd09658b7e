// Keys that work anywhere on the page.

import { app } from './app.js';
import { showKeys } from './dialogs.js';
import { toggleWire } from './wire.js';

const box = () => document.getElementById('say-box');

const WITH_CONTROL = {
  k: () => document.getElementById('pop-as').togglePopover(),
  '.': () => document.getElementById('pop-clock').togglePopover(),
  j: () => void toggleWire(),
};

const ALONE = {
  '?': showKeys,
  '/': () => {
    box().value = '/';
    box().focus();
    box().dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
  j: () => step(1),
  k: () => step(-1),
};

export function startKeys() {
  document.addEventListener('keydown', (event) => {
    const work = workOf(event);
    if (!work) return;
    event.preventDefault();
    work();
  });
}

function workOf(event) {
  if (document.querySelector('dialog[open]')) return null;
  if (event.altKey && event.key.startsWith('Arrow')) return () => channel(event.key === 'ArrowDown' ? 1 : -1);
  if (event.ctrlKey || event.metaKey) return WITH_CONTROL[event.key.toLowerCase()];
  if (event.key === 'Escape') return leave(event);
  if (event.altKey || event.target.matches('input, textarea, select')) return null;
  return ALONE[event.key];
}

/** Esc closes a drawer, else goes back to the box; popovers and dialogs close by themselves. */
function leave({ target }) {
  if (document.querySelector(':popover-open')) return null;
  if (app().dataset.clientDrawer) return () => delete app().dataset.clientDrawer;
  return target === box() ? null : () => box().focus();
}

function channel(by) {
  const links = [...document.querySelectorAll('.channel')];
  const at = links.findIndex((link) => link.getAttribute('aria-current') === 'page');
  links[(at + by + links.length) % links.length].click();
}

/** Moves the focus along the messages. */
function step(by) {
  const messages = [...document.querySelectorAll('#log [data-message][tabindex]')].filter(
    ({ offsetParent }) => offsetParent,
  );
  const at = messages.indexOf(document.activeElement.closest('[data-message][tabindex]'));
  const to = at < 0 ? messages.length - 1 : at + by;
  messages[Math.max(0, Math.min(messages.length - 1, to))]?.focus();
}
