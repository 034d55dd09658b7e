const MOST_DEGREES = 7;

/**
 * Turns a thing a little towards the pointer.
 * @param {HTMLElement} thing
 * @param {MediaQueryList} still whether motion is unwelcome
 */
export function tilt(thing, still) {
  const stage = thing.parentElement ?? thing;
  let frame = 0;
  stage.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (still.matches) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const { left, top, width, height } = stage.getBoundingClientRect();
      turn(((clientX - left) / width - 0.5) * 2, ((clientY - top) / height - 0.5) * 2);
    });
  });
  stage.addEventListener('pointerleave', () => {
    cancelAnimationFrame(frame);
    thing.style.removeProperty('transform');
  });

  /** @param {number} x -1 to 1 @param {number} y -1 to 1 */
  function turn(x, y) {
    thing.style.transform = `rotateX(${-y * MOST_DEGREES}deg) rotateY(${x * MOST_DEGREES}deg)`;
  }
}
