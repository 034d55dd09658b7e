import { around } from './page.js';

const PAUSE = 120;

/** Ctrl-K: asks the server while one types, moves by arrows, opens by Enter. */
export function watchPalette() {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('palette'));
  const field = /** @type {HTMLInputElement} */ (document.getElementById('palette-q'));
  const results = document.getElementById('palette-results');
  let timer = 0;
  let asked = 0;
  /** What the list answers. */
  let answered = '';
  /** Whether somebody chose from the list since he typed. */
  let moved = false;

  document.addEventListener('click', (event) => {
    if (!around(event.target, '[data-palette]') || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    return open();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    return open();
  });
  field.addEventListener('input', () => {
    moved = false;
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(step);
    else if (event.key === 'Enter') void enter();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || around(event.target, '[role="option"]')) dialog.close();
  });

  function open() {
    if (dialog.open) return undefined;
    dialog.showModal();
    field.select();
    return find();
  }

  async function find() {
    asked += 1;
    const mine = asked;
    const query = field.value;
    const response = await fetch(`/admin/search?q=${encodeURIComponent(query)}`, {
      headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial', Accept: 'text/html' },
    }).catch(() => null);
    if (mine !== asked) return;
    answered = query;
    const kept = moved ? options()[chosen()]?.getAttribute('href') : undefined;
    if (response?.redirected) return location.assign(response.url);
    if (response?.ok) results.innerHTML = await response.text();
    else results.textContent = 'The search does not answer right now.';
    globalThis.htmx?.process(results);
    const place = options().findIndex((option) => option.getAttribute('href') === kept);
    moved = place >= 0;
    choose(Math.max(0, place));
  }

  /** Who types faster than the answer comes means what he typed. */
  async function enter() {
    clearTimeout(timer);
    if (answered !== field.value && !moved) await find();
    if (answered === field.value || moved) options()[chosen()]?.click();
  }

  function options() {
    return /** @type {HTMLElement[]} */ ([...results.querySelectorAll('[role="option"]')]);
  }

  function chosen() {
    return options().findIndex((option) => option.ariaSelected === 'true');
  }

  function move(step) {
    const { length } = options();
    moved = true;
    if (length > 0) choose((chosen() + step + length) % length);
  }

  function choose(index) {
    const all = options();
    for (const [at, option] of all.entries()) option.ariaSelected = String(at === index);
    field.ariaExpanded = String(all.length > 0);
    field.setAttribute('aria-activedescendant', all[index]?.id ?? '');
    all[index]?.scrollIntoView({ block: 'nearest' });
  }
}
