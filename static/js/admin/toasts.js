import { onContent } from './page.js';

const STAY = { success: 5_000, warning: 9_000, danger: 0 };

/**
 * Says something in the corner; what went wrong stays until it is closed.
 * @param {'success' | 'warning' | 'danger'} tone
 * @param {string} text
 */
export function toast(tone, text) {
  const line = document.createElement('p');
  line.className = `told-line told-${tone}`;
  const words = document.createElement('span');
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'tool';
  close.ariaLabel = 'Close';
  close.textContent = '×';
  close.addEventListener('click', () => line.remove());
  line.append(words, close);
  document.getElementById('toasts')?.append(line);
  if (STAY[tone]) setTimeout(() => line.remove(), STAY[tone]);
}

/** Notices that came with a page become toasts. */
export function watchNotices() {
  onContent(() => {
    for (const notice of document.querySelectorAll('[data-notice]')) {
      toast(notice.dataset.notice, notice.textContent.trim());
      notice.remove();
    }
  });
}
