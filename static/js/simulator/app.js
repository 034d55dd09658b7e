// What every part of the page shares: who acts where, calls to the control API, fragments, toasts.

const OFFLINE = 'The simulated Discord does not answer. Is it still running?';

/** @returns {HTMLElement} */
export const app = () => document.getElementById('app');

/** Who acts, where: ids. */
export function here() {
  const { as, channel, guild } = app().dataset;
  return { as, channel, guild };
}

/**
 * Calls the control API as the acting member.
 * @returns the answer, or null when it said no; the reason is shown then
 */
export async function act(path, body, { quiet = false } = {}) {
  const answer = await call(path, body);
  if (answer.error && !quiet) toast(answer.error.message, { wrong: true });
  if (!answer.error) for (const change of answer.changes ?? []) announce(change);
  return quiet || !answer.error ? answer : null;
}

async function call(path, body) {
  try {
    const response = await fetch(`/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return { error: { code: 'offline', message: OFFLINE } };
  }
}

/** Changes that need the page's help: a form that the bot opened. */
function announce(change) {
  document.dispatchEvent(new CustomEvent('simulator:change', { detail: change }));
}

/** Markup made by the server for this scene. */
export async function fragment(path, query = {}) {
  try {
    const response = await fetch(`/simulator/${path}?${new URLSearchParams({ ...here(), ...query })}`);
    return { ok: response.ok, html: await response.text() };
  } catch {
    if (document.getElementById('offline').hidden) toast(OFFLINE, { wrong: true });
    return { ok: false, html: '' };
  }
}

/** Puts server markup into an element and lets htmx see it. */
export function fill(element, html) {
  element.innerHTML = html;
  globalThis.htmx?.process(element);
}

/** Listens on the whole page for events of elements that match, now or later. */
export function on(type, selector, handler) {
  document.addEventListener(type, (event) => {
    const target = event.target.closest?.(selector);
    if (target) handler(target, event);
  });
}

export function toast(text, { wrong = false } = {}) {
  const toasts = document.getElementById('toasts');
  for (const shown of [...toasts.children]) if (shown.textContent.trim() === text) shown.remove();
  const box = clone('toast');
  box.querySelector('.toast-text').textContent = text;
  box.classList.toggle('is-wrong', wrong);
  toasts.append(box);
  setTimeout(() => box.remove(), 3000 + text.length * 60);
}

export function clone(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** A value kept in this browser; `fallback` when there is none or it cannot be read. */
export function remember(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(`simulator-${key}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function keep(key, value) {
  localStorage.setItem(`simulator-${key}`, JSON.stringify(value));
}

/** Shows a popover beside an element or a point, inside the window. */
export function showBeside(popover, { left, bottom, right, top }) {
  popover.showPopover();
  const { width, height } = popover.getBoundingClientRect();
  const x = left + width + 8 > innerWidth ? Math.max(8, right - width) : left;
  const below = bottom + 6;
  const y =
    below + height + 8 > innerHeight ? Math.max(8, Math.min(top - height - 6, innerHeight - height - 8)) : below;
  popover.style.left = `${x}px`;
  popover.style.top = `${Math.max(8, y)}px`;
}

on('click', '[data-close-toast]', (button) => button.closest('.toast').remove());
