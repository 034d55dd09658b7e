import type { GuildCheck } from '../../../../views/dashboard/guild/overview.tsx';
import type { Need } from '../../../../views/dashboard/overview.tsx';
import { legible } from '../../../shared/legible.ts';
import type { Instance } from '../service/instance.ts';
import type { GuildReadiness } from '../service/readiness.ts';

interface Finding extends GuildCheck {
  readonly page: 'bytes' | 'roles' | 'automod' | null;
}

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

const SETTINGS = {
  roleRewards: 'Role rewards',
  noEarnRoles: 'Roles that earn nothing',
  noEarnChannels: 'Channels without a daily',
} as const;

/** Everything that the bot needs in a guild, what lacks first. */
function findings(readiness: GuildReadiness): Finding[] {
  return [...permission(readiness), ...settings(readiness), ...rules(readiness), ...writes(readiness)].sort(
    (left, right) => Number(left.ok) - Number(right.ok),
  );
}

function permission({ rewards, mayGiveRoles }: GuildReadiness): Finding[] {
  if (rewards === 0) return [];
  if (mayGiveRoles === null) return [unknown('Whether the bot may give roles is not known.')];
  const text = mayGiveRoles ? 'The bot may give roles.' : 'The bot may not give roles.';
  const fix = 'Give its role the permission Manage Roles in the server settings of Discord.';
  return [{ ok: mayGiveRoles, text, fix, page: null }];
}

function settings({ configured, rewards, problems }: GuildReadiness): Finding[] {
  if (problems === null) return [unknown('Whether the settings fit the guild is not known.')];
  if (problems.length > 0) {
    return problems.map(({ field, sentence }) => ({ ok: false, text: SETTINGS[field], fix: sentence, page: 'bytes' }));
  }
  const earned = rewards === 0 ? 'No roles are given for bytes.' : `${count(rewards, 'role', 'roles')} can be earned.`;
  return [
    {
      ok: true,
      text: configured ? 'The bytes settings fit the guild.' : 'Bytes run with the standard settings.',
      fix: null,
      page: null,
    },
    { ok: true, text: earned, fix: null, page: null },
  ];
}

/** Rules that lack the same are one finding. */
function rules({ rules: lacking }: GuildReadiness): Finding[] {
  const groups = Map.groupBy(lacking, ({ cannot, why }) => `${cannot} ${why}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const who = group.length === 1 ? `The rule “${legible(first.ruleName)}”` : `${group.length} rules`;
    return [{ ok: false, text: `${who} cannot ${first.cannot}.`, fix: first.why, page: 'automod' }];
  });
}

function writes({ failedWrites }: GuildReadiness): Finding[] {
  if (failedWrites === 0) return [{ ok: true, text: 'Every earned role was given.', fix: null, page: null }];
  const text = `${count(failedWrites, 'role was', 'roles were')} not given.`;
  return [{ ok: false, text, fix: 'See what keeps the bot from it, put it right, and try them again.', page: 'roles' }];
}

function unknown(text: string): Finding {
  return { ok: false, text, fix: 'Discord does not answer at the moment. This line goes away by itself.', page: null };
}

export function checksOf(readiness: GuildReadiness): GuildCheck[] {
  return findings(readiness);
}

/** What is missing in a guild, in a line; null when all is well or nobody can know. */
export function lackOf(readiness: GuildReadiness): string | null {
  const [first, ...others] = missing(readiness);
  if (!first) return null;
  return others.length === 0 ? first.text : `${first.text} And ${count(others.length, 'more thing', 'more things')}.`;
}

/** That Discord is away is told by the health strip, not for every guild again. */
function missing(readiness: GuildReadiness): Finding[] {
  const known = { ...readiness, problems: readiness.problems ?? [], mayGiveRoles: readiness.mayGiveRoles ?? true };
  return findings(known).filter(({ ok }) => !ok);
}

export function guildNeeds({ id, name }: { id: string; name: string }, readiness: GuildReadiness): Need[] {
  const home = `/admin/guilds/${id}`;
  return missing(readiness).map(({ text, fix, page }) => ({
    title: `${name}: ${text}`,
    detail: fix ?? '',
    action: { href: page ? `${home}/${page}` : home, label: page === 'bytes' ? 'Open the settings' : 'Look' },
  }));
}

/** What only who runs the instance can put right. */
export function instanceNeeds(instance: Instance): Need[] {
  const { failure, off } = instance.bot();
  const action = { href: 'https://discord.com/developers/applications', label: 'Developer portal' };
  const refused = failure === null ? [] : [{ title: 'Discord refuses the bot.', detail: failure, action }];
  const lacking = off.map((intent) => ({
    title: `The intent ${intent} is off.`,
    detail: 'What needs it does not work. Switch it on for the bot in the developer portal, then start this again.',
    action,
  }));
  return [...refused, ...lacking];
}
