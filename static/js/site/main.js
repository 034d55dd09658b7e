import { reveal } from './reveal.js';
import { tilt } from './tilt.js';

const still = matchMedia('(prefers-reduced-motion: reduce)');
const roomy = matchMedia('(hover: hover) and (min-width: 60rem)');

if (!still.matches) {
  reveal(document.querySelectorAll('[data-reveal]'));
  const stage = document.querySelector('[data-tilt]');
  if (stage instanceof HTMLElement && roomy.matches) tilt(stage, still);
}

document.addEventListener('keydown', ({ key }) => {
  const menu = document.querySelector('.menu[open]');
  if (key !== 'Escape' || !(menu instanceof HTMLDetailsElement)) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});
