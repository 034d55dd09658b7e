const still = matchMedia('(prefers-reduced-motion: reduce)');
const roomy = matchMedia('(hover: hover) and (min-width: 60rem)');

if (!still.matches) {
  reveal(document.querySelectorAll('[data-reveal]'));
  const stage = document.querySelector('[data-tilt]');
  if (stage instanceof HTMLElement && roomy.matches) void import('./tilt.js').then(({ tilt }) => tilt(stage, still));
}

document.addEventListener('keydown', ({ key }) => {
  const menu = document.querySelector('.menu[open]');
  if (key !== 'Escape' || !(menu instanceof HTMLDetailsElement)) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});

/**
 * What lies below the first screen comes in when it is reached. Nothing is hidden without this.
 * @param {Iterable<Element>} parts
 */
function reveal(parts) {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        target.classList.add('arrived');
      }
    },
    { rootMargin: '0px 0px -6% 0px' },
  );
  for (const part of parts) seen.observe(part);
  document.documentElement.classList.add('reveals');
}
