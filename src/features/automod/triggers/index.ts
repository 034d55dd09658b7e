import type { TriggerKind } from '../rules.ts';
import { accountAge } from './account-age.ts';
import { duplicate } from './duplicate.ts';
import { fileExtension } from './file-extension.ts';
import { inviteLink } from './invite-link.ts';
import { mentionSpam } from './mention-spam.ts';
import { messageRate } from './message-rate.ts';
import type { Trigger } from './trigger.ts';
import { usernameRegex } from './username-regex.ts';

/** Every kind of rule. */
export const triggers = {
  username_regex: usernameRegex,
  account_age: accountAge,
  message_rate: messageRate,
  duplicate,
  file_extension: fileExtension,
  mention_spam: mentionSpam,
  invite_link: inviteLink,
} satisfies Record<TriggerKind, unknown>;

/** The same, for whoever goes by what all have in common. */
export function triggerOf(kind: TriggerKind): Trigger {
  return triggers[kind] as unknown as Trigger;
}
