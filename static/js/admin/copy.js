import { around, onContent } from './page.js';
import { toast } from './toasts.js';

/** Buttons that copy a field or a text. */
export function watchCopying() {
  onContent(() => {
    for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;
  });
  document.addEventListener('click', async (event) => {
    const button = around(event.target, '[data-copy], [data-copy-text]');
    if (!button) return;
    const field = button.dataset.copy ? document.querySelector(button.dataset.copy) : null;
    const copied = await navigator.clipboard?.writeText(field?.value ?? button.dataset.copyText).then(
      () => true,
      () => false,
    );
    if (copied) return toast('success', 'Copied.');
    field?.select();
    toast('warning', field ? 'Press Ctrl C to copy what is selected.' : button.dataset.copyText);
  });
}
