// The bar on top: who acts, the clock, life, faults, columns.

import { act, app, here, keep, on, remember, showBeside, toast } from './app.js';
import { ask } from './dialogs.js';

export function startTop() {
  startPopovers();
  startClockAndLife();
  startFaults();
  startColumns();
  startConnection();
  // the stream says that what this page shows is no more: gone, hidden, or reset
  document.addEventListener('moved', (event) => location.replace(event.detail.data));
  document.addEventListener('htmx:after:history:push', () => {
    delete app().dataset.clientDrawer;
    document.getElementById('say-box').focus();
  });
}

/** Says so as long as the stream is broken; htmx tries again by itself. */
function startConnection() {
  const say = (broken) => () => {
    document.getElementById('offline').hidden = !broken;
  };
  document.addEventListener('htmx:sse:error', say(true));
  document.addEventListener('htmx:sse:after:connection', say(false));
}

function startPopovers() {
  document.addEventListener(
    'toggle',
    (event) => {
      const { target } = event;
      if (!target.id?.startsWith('pop-')) return;
      const button = document.querySelector(`[popovertarget="${target.id}"]`);
      const open = event.newState === 'open';
      button?.setAttribute('aria-expanded', String(open));
      if (!open || !button) return;
      const { left, right, top, bottom } = button.getBoundingClientRect();
      showBeside(target, { left, right, top, bottom });
      target.querySelector('input[type=search]')?.focus();
    },
    true,
  );
  on('input', '[data-filter]', (input) => {
    for (const item of document.querySelector(input.dataset.filter).children) {
      item.hidden = !item.dataset.search.includes(input.value.trim().toLowerCase());
    }
  });
  on('keydown', '[data-filter]', (input, event) => {
    const first = document.querySelector(`${input.dataset.filter} > :not([hidden]) a`);
    if (event.key === 'Enter') first?.click();
    else if (event.key === 'ArrowDown') first?.focus();
    else return;
    event.preventDefault();
  });
}

function closePopover(element) {
  element.closest('[popover]')?.hidePopover();
}

function startClockAndLife() {
  on('click', '[data-advance]', async (button) => {
    const moved = await act('clock', { advance: button.dataset.advance });
    if (moved) toast(`The simulated clock moved on: ${button.textContent}.`);
  });
  on('click', '[data-life]', async (button) => {
    closePopover(button);
    await fetch(`/simulator/life/${button.dataset.life}?${new URLSearchParams(here())}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  });
  on('click', '[data-reset]', async (button) => {
    closePopover(button);
    const sure = await ask('Everything said and done in the simulated guild is lost.', 'Reset the guild');
    if (sure && (await act('reset', {}))) location.assign('/simulator');
  });
}

const NO_FAULTS = { latency: 0, errors: 0, rateLimit: 0, refuse: [], gatewayDown: false, duplicateInteractions: 1 };

function startFaults() {
  on('change', '#faults-form', (form) => void act('faults', faultsOf(form)));
  on('click', '[data-gateway-fault]', async ({ dataset, textContent }) => {
    if (await act('faults', { gateway: dataset.gatewayFault })) toast(`${textContent}: done.`);
  });
  on('click', '[data-clear-faults]', async () => {
    if (!(await act('faults', NO_FAULTS))) return;
    const form = document.getElementById('faults-form');
    for (const select of form.querySelectorAll('select')) select.value = '0';
    for (const box of form.querySelectorAll('[type=checkbox]')) box.checked = false;
  });
}

function faultsOf({ elements }) {
  return {
    latency: Number(elements.latency.value),
    errors: Number(elements.errors.value),
    rateLimit: elements.rateLimit.checked ? 1 : 0,
    refuse: elements.refuse.checked ? [{ match: '/roles/', status: 403, code: 50013 }] : [],
    gatewayDown: elements.gatewayDown.checked,
    duplicateInteractions: elements.duplicateInteractions.checked ? 2 : 1,
  };
}

function startColumns() {
  showMembers(remember('members', true));
  on('click', '[data-toggle-members]', () => {
    keep('members', !remember('members', true));
    showMembers(remember('members', true));
  });
  on('click', '[data-drawer]', ({ dataset }) => {
    app().dataset.clientDrawer = dataset.drawer;
    document.getElementById(dataset.drawer).querySelector('a, button')?.focus();
  });
  on('click', '[data-close-drawers]', () => delete app().dataset.clientDrawer);
  document.addEventListener('htmx:after:swap', () => showMembers(remember('members', true)));
}

function showMembers(shown) {
  app().dataset.clientMembers = shown ? 'shown' : 'hidden';
  document.querySelector('[data-toggle-members]')?.setAttribute('aria-pressed', String(shown));
}
