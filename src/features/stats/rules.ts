import { isUuid } from '../../shared/ids.ts';

/** What somebody typed to find a person: an id or a mention, or a part of a name in lower case. */
export type Wanted = { readonly id: string } | { readonly name: string };

const ID = /^(?:<@!?)?(\d{17,20})>?$/;
const LONGEST = 100;

/** Null when nothing is left to look for. */
export function readWanted(text: string): Wanted | null {
  const typed = text.trim().slice(0, LONGEST);
  const id = ID.exec(typed)?.[1];
  if (id !== undefined) return { id };
  const name = typed.replace(/^@/, '').toLowerCase();
  return name === '' ? null : { name };
}

/** A page of a guild, or of the instance, and what people call what is on it. */
export interface Section {
  readonly label: string;
  readonly path: string;
  readonly words: string;
}

/** Under `/admin/guilds/:id`. */
export const GUILD_SECTIONS: readonly Section[] = [
  { label: 'Overview', path: '', words: 'figures statistics members health' },
  {
    label: 'Bytes',
    path: '/bytes',
    words:
      'economy daily amount starting balance transfer cooldown streak bonus role rewards leaderboard ledger forecast channels',
  },
  { label: 'Squads', path: '/squads', words: 'teams standings roles join switch' },
  { label: 'Moderation', path: '/moderation', words: 'cases warn timeout kick ban note history' },
  {
    label: 'Auto-moderation',
    path: '/automod',
    words: 'automod rules spam log tester emergency stop shadow',
  },
  { label: 'Activity', path: '/activity', words: 'audit log history changes restore feed' },
  { label: 'API keys', path: '/api-keys', words: 'rest tokens programs' },
  { label: 'Settings', path: '/settings', words: 'time zone timezone export import file' },
];

/** How well a text fits a name: 0 whole, 1 from its start, 2 from a word's start, 3 inside; null not at all. */
export function closeness(name: string, text: string): number | null {
  const at = name.toLowerCase().indexOf(text);
  if (at < 0) return null;
  if (at === 0) return name.length === text.length ? 0 : 1;
  return /[\s_-]/.test(name.charAt(at - 1)) ? 2 : 3;
}

/** Whether a text from outside can be the id of something that happened. */
export function isPlace(text: string | null | undefined): text is string {
  return typeof text === 'string' && isUuid(text);
}
