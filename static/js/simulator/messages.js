// What one does with messages: buttons, selects, reactions, dismissing, revealing.

import { act, app, here, keep, on, remember } from './app.js';
import { news } from './scroll.js';

export function startMessages() {
  on('click', '[data-press]', (button) => void press(button, { custom_id: button.dataset.press }));
  on(
    'change',
    '[data-select]:not([multiple])',
    (select) => void press(select, { custom_id: select.dataset.select, values: [select.value] }),
  );
  on('click', '[data-select-done]', (button) => {
    const select = button.parentElement.querySelector('[data-select]');
    const values = [...select.selectedOptions].map(({ value }) => value);
    void press(select, { custom_id: select.dataset.select, values });
  });
  on(
    'click',
    '[data-react]',
    ({ dataset }) =>
      void act('react', {
        as: here().as,
        message: dataset.message,
        emoji: dataset.react,
        ...(dataset.mine ? { remove: true } : {}),
      }),
  );
  on('click', '[data-spoiler]', (spoiler) => {
    spoiler.dataset.clientOpen = '';
  });
  on('click', '[data-dismiss]', ({ dataset }) => {
    keep('dismissed', [...remember('dismissed', []), dataset.dismiss].slice(-200));
    hideDismissed();
  });
  on('click', '[data-go]', ({ dataset }) => document.getElementById(`c-${dataset.go}`)?.click());
  document.addEventListener('htmx:after:swap', refresh);
  refresh();
}

async function press(element, body) {
  element.setAttribute('aria-busy', 'true');
  await act('press', { as: here().as, message: element.dataset.message, ...body });
  element.removeAttribute('aria-busy');
  if (element.matches('select:not([multiple])')) element.selectedIndex = 0;
}

let lastSeen = '';

function refresh() {
  hideDismissed();
  const last = document.getElementById('log')?.lastElementChild?.id ?? '';
  if (lastSeen && last !== lastSeen) news();
  lastSeen = last;
  markUnread();
}

/** Dismissing an answer that only you see is the browser's business. */
function hideDismissed() {
  for (const id of remember('dismissed', [])) {
    const entry = document.getElementById(`m-${id}`);
    if (entry) entry.dataset.clientDismissed = '';
  }
}

/** A channel is unread when its last message came after this browser last showed it to this person. */
function markUnread() {
  const { as, channel } = app().dataset;
  const links = [...document.querySelectorAll('[data-channel][data-last]')];
  const all = remember('seen', {});
  const seen = all[as] ?? Object.fromEntries(links.map(({ dataset }) => [dataset.channel, dataset.last]));
  for (const { dataset } of links) {
    if (dataset.channel === channel) seen[channel] = dataset.last;
    const unread = BigInt(dataset.last) > BigInt(seen[dataset.channel] ?? 0);
    if (unread) dataset.clientUnread = '';
    else delete dataset.clientUnread;
  }
  keep('seen', { ...all, [as]: seen });
}
