import type { APIEmbed } from 'discord.js';
import { info, plain, success, warning } from '../../../discord/kit/embeds.ts';
import type { Joined, JoinPreview, Membership, SeenSquad, Squad, Standing } from '../model.ts';
import { bytes, counted, relative, requirementLine } from '../text.ts';

const role = (roleId: string): string => `<@&${roleId}>`;
const mention = (userId: string): string => `<@${userId}>`;
const coloured = ({ color }: Pick<SeenSquad, 'color'>) => (color ? { color } : {});
const DESCRIPTION = 80;

/** What joining each squad would mean for the viewer. */
export function listEmbed(previews: readonly JoinPreview[], current: JoinPreview | null): APIEmbed {
  if (previews.length === 0)
    return info('Squads', 'This server has no squads yet. Its managers make them in the dashboard.');
  const own = current ? `You are in ${role(current.squad.roleId)}.` : 'You are in no squad yet.';
  const lines = previews.map((preview) => lineOf(preview, preview.squad.id === current?.squad.id));
  return info('Squads', `${own} Choose one below.\n\n${lines.join('\n')}`, {
    ...(current && coloured(current.squad)),
    footer: 'A switch is asked about before it is paid for',
  });
}

function lineOf({ squad, kind, cost, requirements }: JoinPreview, isOwn: boolean): string {
  const price = kind === 'switch' ? ` · ${cost === 0 ? 'free' : bytes(cost)} to switch` : '';
  const state = isOwn ? ' · **your squad**' : squad.isActive ? '' : ' · takes nobody now';
  const needs = requirements.map((one) => ` · ${requirementLine(one)}`).join('');
  const about = squad.description === '' ? '' : `\n> ${plain(squad.description, DESCRIPTION)}`;
  return `${isOwn ? '▸ ' : ''}${role(squad.roleId)} **${plain(squad.name, 60)}** · ${counted(squad.memberCount, 'member')}${price}${state}${needs}${about}`;
}

/** Asks before a switch: what it costs, and what is left. */
export function switchEmbed({ squad, fromName, cost, balance, requirements }: JoinPreview, until: number): APIEmbed {
  const from = fromName === null ? '' : ` from **${plain(fromName)}**`;
  const price =
    cost === 0
      ? 'It costs nothing.'
      : `It costs **${bytes(cost)}** of your ${bytes(balance)} and leaves you ${bytes(balance - cost)}.`;
  const needs = requirements.length === 0 ? '' : `\n${requirements.map((one) => requirementLine(one)).join('\n')}`;
  const rule = 'After it you cannot switch again for a day.';
  return warning(
    'Switch squads?',
    `Switch${from} to ${role(squad.roleId)}? ${price} ${rule}${needs}\nThe offer ends ${relative(until)}.`,
  );
}

export function joinedEmbed({ squad, fromName, cost, balance }: Joined): APIEmbed {
  const paid = cost === 0 ? '' : ` for **${bytes(cost)}**`;
  const what = fromName === null ? 'You joined' : `You switched from **${plain(fromName)}** to`;
  const welcome = squad.welcome === '' ? '' : `\n> ${plain(squad.welcome, 500)}`;
  return success('Welcome to your squad', `${what} ${role(squad.roleId)}${paid}.${welcome}`, {
    ...(balance !== null && { footer: `${bytes(balance)} left` }),
  });
}

export function leaveEmbed(squad: Squad, until: number): APIEmbed {
  const rules = 'You can come back within a day for nothing. Joining another squad within 30 days costs its price.';
  return warning('Leave your squad?', `Leave ${role(squad.roleId)}? ${rules}\nThe offer ends ${relative(until)}.`);
}

export function leftEmbed(name: string): APIEmbed {
  return success('Squad left', `You left **${plain(name)}**. Choose another one with /squads list.`);
}

interface InfoView {
  readonly userId: string;
  readonly membership: Membership | null;
  readonly squad: SeenSquad | null;
  readonly standing: Standing | null;
  readonly squads: number;
}

export function infoEmbed({ userId, membership, squad, standing, squads }: InfoView): APIEmbed {
  if (!membership || !squad) return info('No squad', `${mention(userId)} is in no squad. See all with /squads list.`);
  const about = squad.description === '' ? '' : `\n> ${plain(squad.description, 300)}`;
  const place = standing ? `#${standing.rank} of ${squads}` : 'not ranked yet';
  return info(
    'Squad',
    `${mention(userId)} is in ${role(squad.roleId)} since ${relative(membership.joinedAt)}.${about}`,
    {
      ...coloured(squad),
      fields: [
        { name: 'Standing', value: standing ? `${place} · ${bytes(standing.total)}` : place, inline: true },
        { name: 'Members', value: String(squad.memberCount), inline: true },
      ],
    },
  );
}

export function membersEmbed(squad: SeenSquad, members: readonly Membership[]): APIEmbed {
  const lines = members.map(({ userId, joinedAt }) => `${mention(userId)} · since ${relative(joinedAt)}`);
  const body = lines.length === 0 ? 'Nobody yet. Be the first: /squads join' : lines.join('\n');
  return info('Squad members', `${role(squad.roleId)} · ${counted(squad.memberCount, 'member')}\n\n${body}`, {
    ...coloured(squad),
  });
}
