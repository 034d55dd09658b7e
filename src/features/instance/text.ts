import type { AdminRefusal } from './model.ts';

/** One sentence for every refusal about admins. */
export const adminWording = {
  admins_fixed: () => 'Set ADMIN_DISCORD_IDS: who administers this instance is said by its configuration.',
  admin_unknown: () => 'Nobody of that name is here. Write the username of a member.',
  admin_already: () => 'They are an admin already.',
  admin_oneself: () => 'You cannot take your own rights. Ask another admin.',
} satisfies Record<AdminRefusal, () => string>;

const DEEDS: Readonly<Record<string, string>> = {
  'economy.config.changed': 'changed the settings of bytes',
  'economy.opt_out.changed': 'changed who is on the leaderboard',
  'economy.person.erased': 'erased a person',
  'guild.settings.changed': 'changed the settings of the guild',
  'squads.config.changed': 'changed the squads',
  'squads.squad.created': 'made a squad',
  'squads.squad.changed': 'changed a squad',
  'squads.squad.deleted': 'deleted a squad',
  'squads.order.changed': 'sorted the squads',
  'automod.config.changed': 'changed the rules of auto-moderation',
  'automod.rule.created': 'made a rule of auto-moderation',
  'automod.rule.changed': 'changed a rule of auto-moderation',
  'automod.rule.deleted': 'deleted a rule of auto-moderation',
  'automod.rules.ordered': 'sorted the rules of auto-moderation',
  'automod.alerts.changed': 'changed where alerts go',
  'webhook.created': 'made a webhook',
  'webhook.changed': 'changed a webhook',
  'webhook.secret_rotated': 'gave a webhook a new secret',
  'webhook.deleted': 'deleted a webhook',
  'api_key.created': 'made an API key',
  'api_key.rotated': 'replaced an API key',
  'api_key.revoked': 'revoked an API key',
  'auth.signed_in': 'signed in',
  'auth.signed_out': 'signed out',
  'auth.signed_out.everywhere': 'signed out everywhere',
  'auth.sign_in.failed': 'failed to sign in',
  'auth.sign_in.stopped': 'was stopped after too many sign-ins',
  'auth.denied': 'was refused a change',
  'instance.admin.added': 'made somebody an admin',
  'instance.admin.removed': 'took somebody the rights of an admin',
};

/** What was done, as a sentence goes on after who did it; a verb without words of its own is spelled out. */
export function deedOf(action: string): string {
  const [feature = '', ...verb] = action.replaceAll('_', ' ').split('.');
  return DEEDS[action] ?? (verb.length > 0 ? `${feature}: ${verb.join(' ')}` : feature);
}

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
