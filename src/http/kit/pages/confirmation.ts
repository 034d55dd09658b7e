import type { Visit } from './visit.ts';

/** Whether somebody was told what follows and said yes: in the script's dialog, or on `ConfirmPage`. */
export function isConfirmed({ fields }: Visit): boolean {
  return fields.get('confirmed') === 'yes';
}
