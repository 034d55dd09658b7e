// Three hints on the first visit.

import { keep, on, remember } from './app.js';

export function startHints() {
  on('click', '[data-dismiss-hint]', ({ dataset }) => {
    keep('hints', [...remember('hints', []), dataset.dismissHint]);
    show();
    document.getElementById('say-box').focus();
  });
  document.addEventListener('htmx:after:swap', show);
  show();
}

function show() {
  const dismissed = remember('hints', []);
  const hints = [...document.querySelectorAll('[data-hint]')];
  for (const hint of hints) hint.hidden = dismissed.includes(hint.dataset.hint);
  const box = document.getElementById('hints');
  if (box) box.hidden = hints.every(({ hidden }) => hidden);
}
