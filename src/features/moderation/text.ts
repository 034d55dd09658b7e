import type { Refusal } from '../../shared/refusal.ts';
import type { ModerationRefusal } from './model.ts';
import { type CaseAction, NOTE_LIMIT, REASON_LIMIT } from './rules.ts';

type Context = Refusal['context'];

/** One sentence of what is wrong and what to do; Discord, API and dashboard use it alike. */
export const moderationWording = {
  moderator_lacks_permission: ({ permission }) =>
    `This needs the permission ${permission} in this server. Ask somebody who has it.`,
  bot_lacks_permission: ({ permission }) =>
    `My role lacks the permission ${permission}. Give it in the server settings, then try again.`,
  target_is_self: () => 'You cannot moderate yourself. Choose somebody else.',
  target_is_bot: () => 'I do nothing to myself. Choose somebody else.',
  target_is_owner: () => 'This person owns the server, so nobody can moderate them.',
  target_is_administrator: () =>
    'This person is an administrator, and Discord lets nobody do that to them. Take the role away first.',
  target_departed: () => 'This person is not in the server. Only a note, a ban or lifting one is possible.',
  target_above_moderator: () => 'This person’s highest role is not below yours. Ask somebody who stands higher.',
  target_above_bot: () => 'This person’s highest role is not below mine. Drag my role higher in the server settings.',
  duration_unreadable: ({ text }) => `“${text}” is no duration. Write it like 10m, 2h30m or 7d.`,
  duration_needed: () => 'A timeout needs a duration. Write it like 10m, 2h30m or 7d.',
  duration_too_short: ({ least }) => `That is too short: it must be at least ${least}.`,
  duration_too_long: ({ most }) => `That is too long: Discord and I allow at most ${most}.`,
  duration_not_for_this: () => 'Only timeouts and bans can have a duration. Leave it out.',
  case_unknown: ({ number }) => `There is no case #${number} in this server. Look at the list of cases.`,
  case_changed_meanwhile: () => 'Somebody changed this case meanwhile. Load it again, then make your change.',
  case_not_running: () => 'This is over or was never done, so its duration cannot be changed. Act anew instead.',
  case_resolved_before: () => 'This case is resolved already.',
  case_not_resolved: () => 'This case is open already.',
  note_empty: () => 'The note is empty. Write what the other moderators should know.',
  note_too_long: () => `The note is too long. Keep it to ${NOTE_LIMIT.toLocaleString('en-US')} characters.`,
  reason_too_long: () => `The reason is too long. Keep it to ${REASON_LIMIT} characters, and put the rest in a note.`,
  user_unknown: () => 'Discord knows nobody with this id. Check it.',
  user_banned_already: () => 'This person is banned already. Lift the ban first to change it, or add a note.',
  user_not_banned: () => 'This person is not banned here. Check the id.',
  user_not_timed_out: () => 'This person is not timed out.',
  moderator_unknown: () => 'You are not a member of this server as far as Discord says, so you cannot act in it.',
  guild_unseen: () => 'The bot is not in this server, so it can do nothing here. Invite it, then try again.',
  discord_away: () => 'Discord does not answer, so nothing was done. Try again in a minute.',
} satisfies Record<ModerationRefusal, (context: Context) => string>;

/** What an action is called, and what it is when it has been done. */
export const actionNames = {
  warn: { noun: 'Warning', done: 'warned' },
  timeout: { noun: 'Timeout', done: 'timed out' },
  untimeout: { noun: 'Timeout lifted', done: 'let talk again' },
  kick: { noun: 'Kick', done: 'kicked' },
  ban: { noun: 'Ban', done: 'banned' },
  unban: { noun: 'Ban lifted', done: 'unbanned' },
  softban: { noun: 'Softban', done: 'softbanned' },
  note: { noun: 'Note', done: 'noted' },
} satisfies Record<CaseAction, { noun: string; done: string }>;

interface ActWords {
  /** On a button: `Warn`. */
  readonly verb: string;
  /** The same with whom: `Lift the ban of Max`. */
  order(name: string): string;
  /** After who did it: `warned Max`. */
  past(name: string): string;
  /** What follows for whom it is done to. */
  readonly consequence: string;
}

export const actWords: Readonly<Record<CaseAction, ActWords>> = {
  warn: {
    verb: 'Warn',
    order: (name) => `Warn ${name}`,
    past: (name) => `warned ${name}`,
    consequence: 'They are told, and go on as before. Resolve the case to withdraw it.',
  },
  timeout: {
    verb: 'Time out',
    order: (name) => `Time out ${name}`,
    past: (name) => `timed out ${name}`,
    consequence: 'They read, but cannot write, react or speak until the time is over. It can be lifted at any moment.',
  },
  kick: {
    verb: 'Kick',
    order: (name) => `Kick ${name}`,
    past: (name) => `kicked ${name}`,
    consequence: 'They are removed with all their roles and can come back with an invite. It cannot be undone.',
  },
  ban: {
    verb: 'Ban',
    order: (name) => `Ban ${name}`,
    past: (name) => `banned ${name}`,
    consequence:
      'They are removed and cannot come back until the time is over or the ban is lifted. Deleted messages stay deleted.',
  },
  softban: {
    verb: 'Softban',
    order: (name) => `Softban ${name}`,
    past: (name) => `softbanned ${name}`,
    consequence:
      'They are removed, their messages of the last day or of the chosen time are deleted for good, and they can come back with an invite.',
  },
  untimeout: {
    verb: 'Lift the timeout',
    order: (name) => `Lift the timeout of ${name}`,
    past: (name) => `lifted the timeout of ${name}`,
    consequence: 'They can write and speak again at once, and are told.',
  },
  unban: {
    verb: 'Lift the ban',
    order: (name) => `Lift the ban of ${name}`,
    past: (name) => `lifted the ban of ${name}`,
    consequence: 'They can come back with an invite. Nobody tells them.',
  },
  note: {
    verb: 'Note',
    order: (name) => `Keep a note about ${name}`,
    past: (name) => `kept a note about ${name}`,
    consequence: 'Only moderators see it. Nothing happens to them, and they are not told.',
  },
};
