import { leaving } from '../asking.js';
import { around } from './page.js';

/** Forms that say what follows are sent only after a yes; the server is told that it was asked. */
export function watchConfirmations() {
  // Before htmx hears of it.
  addEventListener(
    'submit',
    async (event) => {
      const form = around(event.target, 'form[data-confirm]');
      if (!form || form.elements.namedItem('confirmed')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!(await agreed(form.dataset))) return;
      const yes = Object.assign(document.createElement('input'), { type: 'hidden', name: 'confirmed', value: 'yes' });
      form.append(yes);
      form.requestSubmit(event.submitter);
      setTimeout(() => yes.remove(), 0);
    },
    { capture: true },
  );
}

/**
 * Asks in the page's dialog.
 * @param {DOMStringMap} words `confirmTitle`, `confirmText`, `confirm` (the button), `confirmDanger`
 * @returns {Promise<boolean>}
 */
export async function agreed({ confirmTitle = '', confirmText = '', confirm = '', confirmDanger }) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('confirm'));
  const yes = /** @type {HTMLButtonElement} */ (dialog.querySelector('[data-confirm-yes]'));
  dialog.querySelector('#confirm-title').textContent = confirmTitle;
  dialog.querySelector('#confirm-text').textContent = confirmText;
  yes.textContent = confirm;
  yes.classList.toggle('btn-danger', confirmDanger !== undefined);
  yes.classList.toggle('btn-primary', confirmDanger === undefined);
  return (await leaving(dialog)) === 'confirm';
}
