/** Lines of a feed that the stream keeps. */
const LONGEST_FEED = 100;
const WORDS = { on: 'Live', off: 'Reconnecting…' };

/** The dot in the top bar: whether what is seen is what is. */
export function watchLive() {
  document.addEventListener('htmx:sse:after:connection', () => show('on'));
  document.addEventListener('htmx:sse:error', () => show('off'));
  document.addEventListener('htmx:sse:close', () => show('off'));
  document.addEventListener('htmx:sse:after:message', shorten);
  document.addEventListener('over', () => location.reload());
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx.select === '#main' && !document.getElementById('live')) show(null);
  });
}

/** A page that stays open all day keeps what is new. */
function shorten() {
  for (const line of [...document.querySelectorAll('#feed > li')].slice(LONGEST_FEED)) line.remove();
}

/** @param {'on' | 'off' | null} state null: nothing is live on this page */
function show(state) {
  for (const dot of document.querySelectorAll('[data-live]')) {
    dot.hidden = state === null;
    if (!state) continue;
    dot.dataset.state = state;
    dot.querySelector('[data-live-word]').textContent = WORDS[state];
  }
}
