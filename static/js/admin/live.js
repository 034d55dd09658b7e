/** Lines that the feed keeps while new ones come in. */
const LINES = 60;
const WORDS = { on: 'Live', off: 'Reconnecting…' };

/** The dot in the top bar: whether what is seen is what is. */
export function watchLive() {
  document.addEventListener('htmx:sse:after:connection', () => show('on'));
  document.addEventListener('htmx:sse:after:message', trim);
  // The viewer may see this no longer: the server says what he may.
  document.addEventListener('over', () => location.reload());
  document.addEventListener('htmx:sse:error', () => show('off'));
  document.addEventListener('htmx:sse:close', () => show('off'));
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx.select === '#main' && !isFollowed()) show(null);
  });
}

/** Not where the stream tells of nothing that the page itself shows. */
function isFollowed() {
  return document.querySelector('#live:not([data-quiet])') !== null;
}

function trim() {
  for (const line of [...document.querySelectorAll('#feed > li')].slice(LINES)) line.remove();
}

/** @param {'on' | 'off' | null} state null: nothing is live on this page */
function show(state) {
  if (state !== null && !isFollowed()) return;
  for (const dot of document.querySelectorAll('[data-live]')) {
    dot.hidden = state === null;
    if (!state) continue;
    dot.dataset.state = state;
    dot.querySelector('[data-live-word]').textContent = WORDS[state];
  }
}
