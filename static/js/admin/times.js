import { onContent } from './page.js';

const STEPS = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const WORDS = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Keeps `3 minutes ago` true, and adds the viewer's own time to the exact one in UTC. */
export function watchTimes() {
  onContent(refresh);
  setInterval(refresh, 20_000);
}

function refresh() {
  for (const element of document.querySelectorAll('time[data-relative]')) {
    const at = Date.parse(element.dateTime);
    const distance = at - Date.now();
    const step = STEPS.find(([, length]) => Math.abs(distance) >= length);
    element.textContent = step ? WORDS.format(Math.trunc(distance / step[1]), step[0]) : 'just now';
    element.dataset.clientLocal ??= LOCAL.format(at);
    if (!element.title.includes('·')) element.title = `${element.title} · ${element.dataset.clientLocal} here`;
  }
}
