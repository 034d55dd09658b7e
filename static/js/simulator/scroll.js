// The log stays at its end while one reads there; otherwise a button says that there is news.

import { on } from './app.js';

const scroller = () => document.getElementById('scroller');
let atEnd = true;

export function startScroll() {
  document.addEventListener(
    'scroll',
    (event) => {
      if (event.target === scroller()) look();
    },
    true,
  );
  on('click', '#to-bottom', scrollToEnd);
  on('click', '[data-jump]', ({ dataset }) => jump(dataset.jump));
  new ResizeObserver(follow).observe(scroller());
  document.addEventListener('htmx:after:swap', follow);
  document.addEventListener('load', (event) => event.target.closest?.('#log') && follow(), true);
  scrollToEnd();
}

function look() {
  const { scrollHeight, scrollTop, clientHeight } = scroller();
  atEnd = scrollHeight - scrollTop - clientHeight < 60;
  if (atEnd) document.getElementById('to-bottom').hidden = true;
}

/** After something came: go along, or say so. */
function follow() {
  if (atEnd) scrollToEnd();
}

export function news() {
  if (!atEnd) document.getElementById('to-bottom').hidden = false;
}

export function scrollToEnd() {
  atEnd = true;
  scroller().scrollTop = scroller().scrollHeight;
  document.getElementById('to-bottom').hidden = true;
}

function jump(id) {
  const entry = document.getElementById(`m-${id}`);
  if (!entry) return;
  entry.scrollIntoView({ block: 'center' });
  entry.dataset.clientFlash = '';
  entry.querySelector('[data-message]')?.focus({ preventScroll: true });
  setTimeout(() => delete entry.dataset.clientFlash, 1600);
}
