// A list of options that is steered from a text field: arrows, Enter, Tab, Esc, the mouse.

import { fill } from './app.js';

const box = () => document.getElementById('picker');
let choose = null;
let field = null;

export function isOpen() {
  return !box().hidden;
}

/** Opens the list for a field; `pick` gets the chosen option element. `offer` chooses the first one in advance. */
export function openList(html, forField, pick, { offer = true } = {}) {
  field = forField;
  choose = pick;
  fill(box(), html);
  box().hidden = false;
  expanded(true);
  select(offer ? options()[0] : undefined);
}

export function closeList() {
  box().hidden = true;
  box().replaceChildren();
  expanded(false);
  field?.removeAttribute('aria-activedescendant');
  field = null;
  choose = null;
}

function expanded(open) {
  if (field?.role === 'combobox') field.setAttribute('aria-expanded', String(open));
}

/** Hides the options that do not match; those that begin with the text come first. */
export function filterList(matches) {
  for (const option of options({ all: true })) option.hidden = !matches(option);
  select(options()[0]);
}

function options({ all = false } = {}) {
  return [...box().querySelectorAll('[role=option]')].filter((option) => all || !option.hidden);
}

function selected() {
  return options().find((option) => option.getAttribute('aria-selected') === 'true');
}

function select(option) {
  for (const each of options({ all: true })) each.setAttribute('aria-selected', String(each === option));
  if (option) {
    option.scrollIntoView({ block: 'nearest' });
    field?.setAttribute('aria-activedescendant', option.id);
  } else field?.removeAttribute('aria-activedescendant');
}

/** @returns whether the key was the list's */
export function listKey(event) {
  if (!isOpen()) return false;
  const shown = options();
  const at = shown.indexOf(selected());
  switch (event.key) {
    case 'ArrowDown':
      select(shown[(at + 1) % shown.length]);
      break;
    case 'ArrowUp':
      select(shown.at(at < 0 ? -1 : at - 1));
      break;
    case 'Enter':
    case 'Tab':
      if (event.shiftKey || at < 0) return false;
      choose?.(shown[at]);
      break;
    case 'Escape':
      closeList();
      break;
    default:
      return false;
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

export function startListbox() {
  // mousedown, so that the field keeps the focus
  document.addEventListener('mousedown', (event) => {
    if (!isOpen()) return;
    const option = event.target.closest?.('#picker [role=option]');
    if (option) choose?.(option);
    if (event.target.closest?.('#picker')) event.preventDefault();
    else if (event.target !== field) closeList();
  });
}
