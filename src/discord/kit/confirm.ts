import type { SignedAction, Signer } from './buttons.ts';
import { button, buttonRows } from './components.ts';
import type { ActionRow } from './contract.ts';

/** The core's own action: turns the message that carries it into "Cancelled". */
export const CANCEL = 'cancel';

export interface ConfirmLook {
  readonly confirm: string;
  readonly cancel?: string;
  readonly danger?: boolean;
}

/** A confirm button that runs `action`, and a cancel button that the core answers; both of the same owner and deadline. */
export function confirmRows(signer: Signer, action: SignedAction, look: ConfirmLook): ActionRow[] {
  const style = look.danger ? 'danger' : 'success';
  return buttonRows([
    button({ id: signer.sign(action), label: look.confirm, style }),
    button({ id: signer.sign({ ...action, action: CANCEL, args: [] }), label: look.cancel ?? 'Cancel' }),
  ]);
}
