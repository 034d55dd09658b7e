// The wire log's drawer: open, filter, keep it short.

import { fill, on } from './app.js';

const MOST_ROWS = 400;
const drawer = () => document.getElementById('wire');

export function startWire() {
  on('click', '[data-wire]', () => void toggleWire());
  on('input', '[data-wire-filter]', filter);
  on('change', '[data-wire-kind]', filter);
  document.addEventListener('htmx:after:swap', () => {
    if (drawer()?.hidden !== false) return;
    const rows = document.querySelectorAll('#wire-list > li');
    for (const row of [...rows].slice(MOST_ROWS)) row.remove();
    filter();
  });
}

export async function toggleWire() {
  const opening = drawer().hidden;
  drawer().hidden = !opening;
  document.querySelector('.tool[data-wire]').setAttribute('aria-expanded', String(opening));
  if (!opening) return drawer().replaceChildren();
  const response = await fetch('/simulator/wire');
  fill(drawer(), await response.text());
  filter();
  drawer().querySelector('[data-wire-filter]').focus();
}

function filter() {
  const text = document.querySelector('[data-wire-filter]')?.value.trim().toLowerCase() ?? '';
  const kinds = new Set(
    [...document.querySelectorAll('[data-wire-kind]:checked')].map(({ dataset }) => dataset.wireKind),
  );
  for (const row of document.querySelectorAll('#wire-list > li')) {
    const { kind, search } = row.dataset;
    const shown = kind === 'fault' || kinds.has(kind.startsWith('gateway') ? 'gateway' : kind);
    row.hidden = !shown || !search.includes(text);
  }
}
