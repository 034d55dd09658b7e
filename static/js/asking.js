/**
 * Opens a dialog and waits until it is left.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>} the value of the button; '' when it was left without one
 */
export function leaving(dialog) {
  // Browsers tell of a closing a frame later, when the next question may be open already.
  dialog.dispatchEvent(new Event('close'));
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', function left() {
      if (dialog.open) return;
      dialog.removeEventListener('close', left);
      resolve(dialog.returnValue);
    });
  });
}
