import { around, onContent } from './page.js';

/** Adds, removes and moves rows in the page; without it the buttons ask the server to. */
export function watchRows() {
  onContent(() => {
    for (const button of document.querySelectorAll('[data-rows-move]')) button.hidden = false;
  });
  document.addEventListener('click', (event) => {
    const rows = around(event.target, '[data-rows]');
    const button = rows && around(event.target, '[data-rows-add], [data-rows-remove], [data-rows-move]');
    if (!button) return;
    event.preventDefault();
    const line = button.closest('li');
    if (button.matches('[data-rows-add]')) add(rows);
    else if (button.matches('[data-rows-remove]')) remove(rows, line);
    else move(line, button);
    rows.dispatchEvent(new CustomEvent('rows:changed', { bubbles: true }));
  });
}

function add(rows) {
  const line = rows.querySelector('template').content.firstElementChild.cloneNode(true);
  const key = crypto.randomUUID().slice(0, 8);
  for (const element of line.querySelectorAll('[id], [for], [aria-describedby]')) {
    for (const name of ['id', 'for', 'aria-describedby']) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll(/-new\b/g, `-${key}`));
    }
  }
  for (const button of line.querySelectorAll('[data-rows-move]')) button.hidden = false;
  rows.querySelector('[data-rows-list]').append(line);
  line.querySelector('input, select')?.focus();
}

function remove(rows, line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  line.remove();
  (next?.querySelector('[data-rows-remove]') ?? rows.querySelector('[data-rows-add]')).focus();
}

function move(line, button) {
  if (button.dataset.rowsMove === 'up') line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  button.focus();
}
