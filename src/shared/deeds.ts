/** What each dotted verb of the audit log says, as a sentence goes on after who did it. */
const DEEDS: Readonly<Record<string, string>> = {
  'economy.config.changed': 'changed the settings of bytes',
  'economy.balance.adjusted': 'adjusted a balance',
  'economy.streak.set': 'set a streak',
  'economy.rewards.backfilled': 'gave the role rewards that were missing',
  'economy.opt_out.changed': 'changed who is on the leaderboard',
  'economy.person.erased': 'erased a person',
  'guild.settings.changed': 'changed the settings of the guild',
  'squads.config.changed': 'changed the squads',
  'squads.squad.created': 'made a squad',
  'squads.squad.changed': 'changed a squad',
  'squads.squad.deleted': 'deleted a squad',
  'squads.order.changed': 'sorted the squads',
  'squads.member.placed': 'put somebody into a squad',
  'squads.member.removed': 'took somebody out of a squad',
  'automod.config.changed': 'changed the rules of auto-moderation',
  'automod.rule.created': 'made a rule of auto-moderation',
  'automod.rule.changed': 'changed a rule of auto-moderation',
  'automod.rule.deleted': 'deleted a rule of auto-moderation',
  'automod.rules.ordered': 'sorted the rules of auto-moderation',
  'automod.rule.tripped': 'let a rule only alert, since it would remove too many people',
  'automod.event.undone': 'took back what a rule did',
  'automod.alerts.changed': 'changed where alerts go',
  'automod.halted': 'stopped auto-moderation',
  'automod.resumed': 'let auto-moderation work again',
  'webhook.created': 'made a webhook',
  'webhook.changed': 'changed a webhook',
  'webhook.secret_rotated': 'gave a webhook a new secret',
  'webhook.deleted': 'deleted a webhook',
  'webhook.disabled': 'switched a failing webhook off',
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

/** A verb of the audit log in words; one without words of its own is spelled out: `pets.cat.fed` is `pets: cat fed`. */
export function auditDeed(action: string): string {
  const [feature = '', ...verb] = action.replaceAll('_', ' ').split('.');
  return DEEDS[action] ?? (verb.length > 0 ? `${feature}: ${verb.join(' ')}` : feature);
}
