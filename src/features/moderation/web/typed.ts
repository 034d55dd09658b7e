import type { ActValues } from '../../../../views/dashboard/guild/moderation-values.ts';
import { textOf } from '../../../http/kit/pages/fields.ts';
import { isSnowflake, isUuid } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import type { ActRequest, ModerationNo } from '../model.ts';
import {
  ACTIONS,
  type CaseAction,
  checkDuration,
  fitDuration,
  lasts,
  parseDuration,
  REASON_LIMIT,
  tidyReason,
} from '../rules.ts';
import { worded } from './parts.ts';

export const MOST_PEOPLE = 200;

/** What one does again is asked for first. */
export const GRAVE: readonly CaseAction[] = ['kick', 'ban', 'softban'];

/** How far back messages may be deleted, in seconds. */
export const DELETIONS = [
  { value: '0', label: 'Keep their messages' },
  { value: '3600', label: 'Delete the last hour' },
  { value: '86400', label: 'Delete the last day' },
  { value: '604800', label: 'Delete the last 7 days' },
] as const;

function actionIn(text: string | null): CaseAction {
  return ACTIONS.find((action) => action === text) ?? 'warn';
}

export function blankAct(query: URLSearchParams): ActValues {
  const user = query.get('user') ?? '';
  return {
    action: actionIn(query.get('action')),
    people: legible(query.get('people') ?? '').slice(0, 5_000),
    user: isSnowflake(user) ? user : '',
    ...{ duration: '', reason: '', deleteSeconds: '0', tell: true, key: crypto.randomUUID() },
  };
}

/** What was typed, line by line, without what would turn the page that shows it again. */
export function typedText(fields: FormData, name: string): string {
  return textOf(fields.get(name)).split(/\r?\n/).map(legible).join('\n');
}

export function typedAct(fields: FormData): ActValues {
  const text = (name: string) => typedText(fields, name);
  const [user, key] = [text('user'), text('key')];
  return {
    action: actionIn(text('action')),
    people: text('people'),
    user: isSnowflake(user) ? user : '',
    ...{ duration: text('duration'), reason: text('reason'), deleteSeconds: text('deleteSeconds') },
    tell: fields.has('tell'),
    key: isUuid(key) ? key : crypto.randomUUID(),
  };
}

export type ActInput = Required<Pick<ActRequest, 'action' | 'reason' | 'duration' | 'deleteSeconds' | 'tell'>>;

/** A duration as it was typed; null for nothing. */
export function readDuration(action: CaseAction, text: string): number | null | ModerationNo {
  if (text.trim() === '') return null;
  const parsed = parseDuration(text);
  return isRefusal(parsed) ? parsed : fitDuration(action, parsed);
}

/** What a form says, whoever it is about, or a sentence for each field that is wrong. */
export function checkAct(values: ActValues): { input: ActInput; errors: Readonly<Record<string, string>> } {
  const { action, tell } = values;
  const errors: Record<string, string> = {};
  const reason = tidyReason(values.reason);
  if ((reason?.length ?? 0) > REASON_LIMIT) errors.reason = worded({ refused: 'reason_too_long', context: {} });
  if (action === 'note' && reason === null) errors.reason = worded({ refused: 'note_empty', context: {} });
  const read = lasts(action) ? readDuration(action, values.duration) : null;
  const duration = isRefusal(read) ? null : read;
  const no = isRefusal(read) ? (read as ModerationNo) : checkDuration(action, duration);
  if (no) errors.duration = worded(no);
  const deletes = action === 'ban' || action === 'softban';
  const chosen = DELETIONS.find(({ value }) => value === values.deleteSeconds)?.value ?? '0';
  return { input: { action, reason, duration, tell, deleteSeconds: deletes ? Number(chosen) : 0 }, errors };
}
