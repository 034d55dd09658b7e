/**
 * Calls `prepare` now and whenever the page's content has been exchanged.
 * @param {() => void} prepare
 */
export function onContent(prepare) {
  prepare();
  document.addEventListener('htmx:after:swap', prepare);
}

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function around(target, selector) {
  return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(selector)) : null;
}

/** Whether a dialog lies above the page. */
export function dialogOpen() {
  return document.querySelector('dialog[open]') !== null;
}
