import { auditDeed } from '../../shared/deeds.ts';
import type { Activity, AuditActivity, LedgerActivity, Party } from './model.ts';

/** Who acts when no person does. */
export const SYSTEM = 'SYSTEM';

/** Who did it. */
export function actorOf(activity: Activity): Party {
  if (activity.source === 'audit') return activity.actor;
  return activity.giver.id === SYSTEM ? activity.receiver : activity.giver;
}

/** What was done, as a sentence goes on after who did it: `sent 50 bytes to grace`. */
export function sentenceOf(activity: Activity): string {
  return activity.source === 'audit' ? deed(activity) : movement(activity);
}

const bytes = (amount: number): string => `${amount.toLocaleString('en-US')} ${amount === 1 ? 'byte' : 'bytes'}`;

function movement({ type, amount, giver, receiver, reason }: LedgerActivity): string {
  return reason === null ? moved(type, amount, giver, receiver) : `${moved(type, amount, giver, receiver)}: ${reason}`;
}

function moved(type: string, amount: number, giver: Party, receiver: Party): string {
  switch (type) {
    case 'transfer':
      return `sent ${bytes(amount)} to ${receiver.name ?? receiver.id}`;
    case 'daily':
      return `earned ${bytes(amount)} for the day`;
    case 'starting':
      return `opened an account with ${bytes(amount)}`;
    case 'reward':
      return `was rewarded with ${bytes(amount)}`;
    case 'refund':
      return `got ${bytes(amount)} back`;
    case 'squad_fee':
      return `paid ${bytes(amount)} for a squad`;
    default:
      return giver.id === SYSTEM ? `was credited ${bytes(amount)} by staff` : `lost ${bytes(amount)} by staff`;
  }
}

function deed({ action, fields }: AuditActivity): string {
  const done = auditDeed(action);
  return fields.length === 0 ? done : `${done} (${fields.map(spelledOut).join(', ')})`;
}

/** `roleRewards` is `role rewards`. */
function spelledOut(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
