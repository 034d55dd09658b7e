// Forms that the bot opens, moderation, questions, the list of keys.

import { leaving } from '../asking.js';
import { act, fill, here, on } from './app.js';

const slot = () => document.getElementById('dialog-slot');

export function startDialogs() {
  on('click', '[data-close-dialog]', (button) => button.closest('dialog').close());
  on('click', '[data-keys]', showKeys);
  on(
    'submit',
    '[data-submit-modal]',
    (form, event) =>
      void submit(event, form, 'submit', {
        custom_id: form.dataset.submitModal,
        fields: Object.fromEntries(new FormData(form)),
      }),
  );
  on('submit', '[data-moderate-form]', (form, event) => {
    const { reason, duration } = Object.fromEntries(new FormData(form));
    void submit(event, form, 'moderate', {
      member: form.dataset.id,
      action: form.dataset.moderateForm,
      ...(reason ? { reason } : {}),
      ...(duration ? { duration } : {}),
    });
  });
  document.addEventListener('simulator:change', ({ detail }) => {
    if (detail.type === 'modal_opened') void showModal(detail);
  });
}

export function showKeys() {
  document.getElementById('keys').showModal();
}

/** Shows server markup that is a dialog. */
export function openDialog(html) {
  fill(slot(), html);
  slot().querySelector('dialog')?.showModal();
  slot().querySelector('dialog :is(input, textarea, select)')?.focus();
}

async function showModal(modal) {
  const response = await fetch('/simulator/modal', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(modal),
  });
  openDialog(await response.text());
}

/** Sends a dialog's form; it stays open with the reason when the answer is no. */
async function submit(event, form, path, body) {
  event.preventDefault();
  const button = form.querySelector('[type=submit]');
  button.disabled = true;
  const answer = await act(path, { as: here().as, ...body }, { quiet: true });
  button.disabled = false;
  const error = form.querySelector('.form-error');
  error.hidden = !answer.error;
  error.textContent = answer.error?.message ?? '';
  if (!answer.error) form.closest('dialog').close();
}

/** @returns {Promise<boolean>} whether the person said yes */
export async function ask(question, yes) {
  const dialog = document.getElementById('confirm');
  document.getElementById('confirm-text').textContent = question;
  document.getElementById('confirm-yes').textContent = yes;
  return (await leaving(dialog)) === 'yes';
}
