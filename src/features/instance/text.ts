import type { AdminRefusal } from './model.ts';

/** One sentence for every refusal about admins. */
export const adminWording = {
  admins_fixed: () => 'Set ADMIN_DISCORD_IDS: who administers this instance is said by its configuration.',
  admin_unknown: () => 'Nobody of that name is here. Write the username of a member.',
  admin_already: () => 'They are an admin already.',
  admin_oneself: () => 'You cannot take your own rights. Ask another admin.',
} satisfies Record<AdminRefusal, () => string>;

/** A value of the audit log for people; null for nothing. */
export function inWords(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every(isWord) ? value.join(', ') : JSON.stringify(value);
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** The name of a value as a person writes it: `guildIds` is `Guild ids`. */
export function labelOf(field: string): string {
  const words = field.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
