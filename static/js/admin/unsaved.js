import { agreed } from './confirm.js';
import { around, onContent } from './page.js';

const LEAVING = {
  confirmTitle: 'Leave without saving?',
  confirmText: 'What you changed on this page is lost.',
  confirm: 'Leave',
  confirmDanger: 'true',
};

/** A form that came back with wrong fields holds what is not saved. */
const REFUSED = '.form-wrong';

/** What each guarded form held when it came. @type {WeakMap<HTMLFormElement, string[]>} */
const original = new WeakMap();

/** Counts the changes of the guarded form, offers to save or to discard them, and asks before they are lost. */
export function watchUnsaved() {
  onContent(() => {
    for (const form of document.querySelectorAll('form[data-guarded]')) if (!original.has(form)) keep(form);
    show();
  });
  for (const kind of ['input', 'change', 'rows:changed']) document.addEventListener(kind, show);
  document.addEventListener('click', (event) => {
    if (around(event.target, '[data-unsaved-save]')) changedForm()?.requestSubmit();
    if (around(event.target, '[data-unsaved-discard]')) discard();
  });
  addEventListener('click', askBeforeLeaving, { capture: true });
  addEventListener('beforeunload', (event) => {
    if (changedForm() && !sending) event.preventDefault();
  });
  addEventListener('submit', (event) => {
    sending = event.target === changedForm();
    setTimeout(() => {
      sending = false;
    }, 3_000);
  });
}

let sending = false;

function keep(form) {
  original.set(form, entries(form));
}

function entries(form) {
  return [...new FormData(form)].map(([name, value]) => `${name}=${value instanceof File ? value.name : value}`);
}

function changes(form) {
  const before = original.get(form);
  if (!before) return 0;
  const names = (list) => Map.groupBy(list, (entry) => settingOf(form, entry.slice(0, entry.indexOf('='))));
  const [was, is] = [names(before), names(entries(form))];
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => `${was.get(name)}` !== `${is.get(name)}`,
  );
  return Math.max(differing.length, form.querySelector(REFUSED) ? 1 : 0);
}

/** All fields of a list of rows are one setting. */
function settingOf(form, name) {
  const row = form.querySelector(`[data-rows] [name="${CSS.escape(name)}"]`);
  return row?.closest('[data-rows]').dataset.rows ?? name;
}

function changedForm() {
  return [...document.querySelectorAll('form[data-guarded]')].find((form) => changes(form) > 0) ?? null;
}

function show() {
  const bar = document.getElementById('unsaved');
  const form = changedForm();
  const count = form ? changes(form) : 0;
  bar.hidden = count === 0;
  if (count > 0) {
    bar.querySelector('[data-unsaved-words]').textContent = `${count} unsaved ${count === 1 ? 'change' : 'changes'}`;
  }
}

/** The page as it is stored; rows that were added or removed come back, too. */
function discard() {
  for (const form of document.querySelectorAll('form[data-guarded]')) original.delete(form);
  document.getElementById('unsaved').hidden = true;
  const { htmx } = globalThis;
  if (!htmx) return location.reload();
  htmx.ajax('GET', location.pathname + location.search, { target: '#main', select: '#main', swap: 'outerHTML' });
}

async function askBeforeLeaving(event) {
  const link = around(event.target, 'a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!link || !plain || link.target || link.hash || link.hasAttribute('data-palette') || !changedForm()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await agreed(LEAVING))) return;
  for (const form of document.querySelectorAll('form[data-guarded]')) original.delete(form);
  link.click();
}
