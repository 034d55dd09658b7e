/**
 * What lies below the first screen comes in when it is reached. Nothing is hidden without this.
 * @param {Iterable<Element>} parts
 */
export function reveal(parts) {
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
