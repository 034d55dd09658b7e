import { faceOf } from '../../../http/kit/pages/faces.ts';
import type { Toast } from '../../../http/kit/pages/visit.ts';
import { legible } from '../../../shared/legible.ts';
import type { Case } from '../model.ts';
import { actionNames } from '../text.ts';
import type { ModerationWebDeps } from './parts.ts';

/** What was just done, or why it was not. */
export function toastOf(deps: Pick<ModerationWebDeps, 'directory' | 'cdnUrl'>, one: Case): Toast {
  const { name } = faceOf(deps, one.guildId, one.userId, one.userTag && legible(one.userTag));
  return { kind: one.outcome === 'failed' ? 'danger' : 'success', text: outcomeOf(one, name) };
}

/** `Max was warned. They were told by direct message.` */
export function outcomeOf(one: Case, name: string): string {
  const { action, outcome, problem, dmDelivered } = one;
  const { done } = actionNames[action];
  if (outcome === 'failed') return `${name} was not ${done}. ${legible(problem ?? 'Discord refused.')}`;
  if (action === 'note') return `The note about ${name} is kept.`;
  if (dmDelivered === null) return `${name} was ${done}.`;
  return `${name} was ${done}. ${dmDelivered ? 'They were told by direct message.' : 'They take no direct messages, so they were not told.'}`;
}
