import { around, onContent } from './page.js';

const PAUSE = 400;
/** Pixels from the edge of the window at which a drag scrolls. */
const EDGE = 60;
const STEP = 12;

/**
 * A list whose lines are dragged by a handle (mouse, pen, touch) or moved by their buttons; its form (`data-order` is
 * the id) is sent with every new order. Without it the buttons send the form by themselves.
 */
export function watchOrder() {
  onContent(() => {
    for (const handle of document.querySelectorAll('[data-order-handle]')) handle.hidden = false;
  });
  document.addEventListener('pointerdown', (event) => {
    const handle = around(event.target, '[data-order-handle]');
    if (!handle || event.button !== 0 || isBusy(handle)) return;
    event.preventDefault();
    drag(handle, event);
  });
  document.addEventListener('click', (event) => {
    const button = around(event.target, '[data-order-move]');
    if (!button) return;
    event.preventDefault();
    if (!isBusy(button)) move(button.closest('[data-order-item]'), button);
  });
  document.addEventListener('htmx:finally:request', ({ detail }) => {
    // The answer brings a new form; after a failure this one is there still.
    delete detail.ctx?.sourceElement?.dataset?.sending;
  });
}

let timer = 0;

function isBusy(part) {
  return formOf(part).dataset.sending !== undefined;
}

function formOf(part) {
  return document.getElementById(part.closest('[data-order]').dataset.order);
}

function linesOf(list) {
  return /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[data-order-item]')]);
}

function move(line, button) {
  const up = button.dataset.orderMove === 'up';
  const other = up ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return say(line, up ? 'is the first already' : 'is the last already');
  if (up) other.before(line);
  else other.after(line);
  button.focus();
  arrived(line, PAUSE);
}

function drag(handle, { pointerId }) {
  const line = handle.closest('[data-order-item]');
  const list = line.parentElement;
  const before = linesOf(list);
  const ending = new AbortController();
  const on = (target, kind, listener) => target.addEventListener(kind, listener, { signal: ending.signal });
  clearTimeout(timer);
  handle.setPointerCapture(pointerId);
  line.classList.add('is-dragged');

  on(handle, 'pointermove', ({ clientY }) => {
    if (clientY < EDGE) scrollBy(0, -STEP);
    if (clientY > innerHeight - EDGE) scrollBy(0, STEP);
    const next = linesOf(list).find((other) => other !== line && clientY < middleOf(other));
    if (next !== line.nextElementSibling) list.insertBefore(line, next ?? null);
    if (!handle.hasPointerCapture(pointerId)) handle.setPointerCapture(pointerId);
  });
  on(handle, 'pointerup', () => end(true));
  on(handle, 'pointercancel', () => end(false));
  on(document, 'keydown', ({ key }) => {
    if (key === 'Escape') end(false);
  });

  function end(keep) {
    ending.abort();
    line.classList.remove('is-dragged');
    if (!keep) list.append(...before);
    if (linesOf(list).some((other, place) => other !== before[place])) arrived(line, 0);
  }
}

function middleOf(line) {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
}

/** Says where the line is now, and sends the order once nothing moves any more. */
function arrived(line, pause) {
  const form = formOf(line);
  const lines = linesOf(line.parentElement);
  say(line, `is now ${lines.indexOf(line) + 1} of ${lines.length}`);
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!form.isConnected) return;
    form.dataset.sending = '';
    form.requestSubmit();
  }, pause);
}

function say(line, words) {
  formOf(line).querySelector('[data-order-says]').textContent = `${line.dataset.orderItem} ${words}.`;
}
