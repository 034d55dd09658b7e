import type { SignedAction, Signer } from './buttons.ts';
import { button, buttonRows } from './components.ts';
import type { ActionRow } from './contract.ts';

export interface Paging {
  /** What the previous page's handler gets, or null on the first page: a page number, or a keyset cursor. */
  readonly previous: readonly string[] | null;
  readonly next: readonly string[] | null;
  /** Between the two: `2 of 7`. */
  readonly label?: string;
}

/** Previous and next; pressing one runs `action` with that side's arguments. Nothing to page: no rows. */
export function pageRows(signer: Signer, action: Omit<SignedAction, 'args'>, paging: Paging): ActionRow[] {
  if (!paging.previous && !paging.next) return [];
  const side = (label: string, args: readonly string[] | null) =>
    button({ id: args ? signer.sign({ ...action, args }) : `unused:${label}`, label, disabled: args === null });
  const middle =
    paging.label === undefined ? [] : [button({ id: 'unused:label', label: paging.label, disabled: true })];
  return buttonRows([side('◀ Previous', paging.previous), ...middle, side('Next ▶', paging.next)]);
}
