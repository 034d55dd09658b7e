import { around, dialogOpen, onContent } from './page.js';

const PLACES = { o: '/admin', g: '/admin/guilds', u: '/admin/users', m: '/me', s: '/admin/settings' };
const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const PATIENCE = 1_200;

/** `?` lists them. */
export function watchKeys() {
  let going = 0;
  const list = /** @type {HTMLDialogElement} */ (document.getElementById('keys'));
  onContent(() => {
    for (const button of document.querySelectorAll('[data-keys]')) button.hidden = false;
  });
  document.addEventListener('click', (event) => {
    if (around(event.target, '[data-keys]')) list.showModal();
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 's' ? save(event) : undefined;
    if (event.altKey || dialogOpen() || around(event.target, TYPING)) return;
    if (press(event.key)) event.preventDefault();
  });

  /** Whether the key means something. */
  function press(key) {
    const place = Date.now() < going ? PLACES[key] : undefined;
    going = 0;
    if (place) go(`a[href="${place}"]`);
    else if (key === 'g') going = Date.now() + PATIENCE;
    else if (key === '?') list.showModal();
    else if (/^[1-9]$/.test(key)) go(`.main .tabs a:nth-child(${key})`);
    else return false;
    return true;
  }
}

function save(event) {
  const form = document.querySelector('form[data-guarded]');
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

/** By the link, so that it is fetched as a click on it would. */
function go(selector) {
  document.querySelector(selector)?.click();
}
