import type { APIEmbed } from 'discord.js';
import { info, plain, success, warning } from '../../../discord/kit/embeds.ts';
import { isSnowflake } from '../../../shared/ids.ts';
import type { ActRequest, Case, CaseEvent, CaseWithEvents, PersonSummary } from '../model.ts';
import { REASON_LIMIT, spelledDuration } from '../rules.ts';
import { actionNames } from '../text.ts';

const time = (instant: number, style = 'R'): string => `<t:${Math.floor(instant / 1000)}:${style}>`;
/** How much of a reason a list shows. */
const SHORT = 100;
const LAST_EVENTS = 10;

/** What was just done, or why it was not. */
export function doneEmbed(one: Case): APIEmbed {
  const person = `<@${one.userId}>`;
  const why = one.reason === null ? '' : `\n> ${plain(one.reason, REASON_LIMIT)}`;
  const footer = { footer: `Case #${one.number}` };
  if (one.outcome === 'failed')
    return warning(
      'Not done',
      `${person} was not ${actionNames[one.action].done}. ${plain(one.problem ?? '', 300)}${why}`,
      footer,
    );
  if (one.action === 'note') return success('Note kept', `About ${person}.${why}`, footer);
  const until = one.expiresAt === null ? '' : ` until ${time(one.expiresAt, 'f')} (${time(one.expiresAt)})`;
  return success(
    actionNames[one.action].noun,
    `${person} was ${actionNames[one.action].done}${until}.${told(one)}${why}`,
    footer,
  );
}

/** Asks before somebody is removed. The footer is the reason as it was written; the answer is read from it. */
export function askEmbed(
  { action, target, reason, duration = null, deleteSeconds = 0 }: ActRequest,
  until: number,
): APIEmbed {
  const long = action === 'kick' ? '' : duration === null ? ' for good' : ` for ${spelledDuration(duration)}`;
  const messages =
    deleteSeconds === 0 ? '' : ` What they wrote in the last ${spelledDuration(deleteSeconds * 1000)} is deleted.`;
  const back = action === 'kick' ? ' They can come back with an invite.' : '';
  return warning(
    action === 'kick' ? 'Kick this person?' : 'Ban this person?',
    `<@${target.id}> (${plain(target.name ?? target.id)}) is ${actionNames[action].done}${long}.${back}${messages}\nThe question ends ${time(until)}. ${reason === null ? 'No reason is given.' : 'The reason:'}`,
    reason === null ? {} : { footer: reason },
  );
}

function told({ dmDelivered }: Case): string {
  if (dmDelivered === null) return '';
  return dmDelivered ? ' They were told by direct message.' : ' They take no direct messages, so they were not told.';
}

function who(id: string, tag: string | null): string {
  if (isSnowflake(id)) return `<@${id}>`;
  return id === 'SYSTEM' ? 'auto-moderation' : plain(tag ?? 'a key of the API');
}

function state(one: Case): string {
  if (one.outcome === 'failed') return `failed: ${plain(one.problem ?? 'Discord refused', 200)}`;
  if (one.outcome === 'pending') return 'Discord is being asked';
  if (one.resolved) return 'resolved';
  if (one.expiresAt === null) return one.endedAt === null ? 'done' : 'lifted';
  return one.endedAt === null ? `ends ${time(one.expiresAt)}` : 'over';
}

export function caseEmbed(one: CaseWithEvents): APIEmbed {
  const why = one.reason === null ? '\n_No reason was given._' : `\n> ${plain(one.reason, REASON_LIMIT)}`;
  const lines = one.events.slice(-LAST_EVENTS).map(eventLine);
  return info(
    `Case #${one.number}: ${actionNames[one.action].noun}`,
    `<@${one.userId}> (${plain(one.userTag ?? one.userId)}), by ${who(one.moderatorId, one.moderatorTag)} ${time(one.createdAt)}.${why}`,
    {
      fields: [
        { name: 'State', value: state(one), inline: true },
        {
          name: 'Told',
          value: one.dmDelivered === null ? '–' : one.dmDelivered ? 'yes' : 'not delivered',
          inline: true,
        },
        ...(lines.length > 0 ? [{ name: 'What happened', value: lines.join('\n') }] : []),
      ],
      footer: 'Add to it with the dashboard, or /mod note',
    },
  );
}

const WORDS: Readonly<Record<CaseEvent['kind'], string>> = {
  created: 'opened by',
  applied: 'done by',
  failed: 'failed for',
  told: 'told by',
  not_told: 'could not be told by',
  noted: 'note by',
  edited: 'changed by',
  resolved: 'resolved by',
  reopened: 'opened again by',
  expired: 'ended by',
  lifted: 'lifted by',
};

function eventLine({ kind, actorId, actorTag, data, at }: CaseEvent): string {
  const text = typeof data.text === 'string' ? data.text : typeof data.problem === 'string' ? data.problem : null;
  return `${time(at)} ${WORDS[kind]} ${who(actorId, actorTag)}${text === null ? '' : `: ${plain(text, SHORT)}`}`;
}

interface HistoryView {
  readonly userId: string;
  readonly summary: PersonSummary;
  readonly cases: readonly Case[];
  readonly more: boolean;
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

export function historyEmbed({ userId, summary, cases, more }: HistoryView): APIEmbed {
  const person = `<@${userId}>`;
  if (cases.length === 0) return info('Clean', `Nothing was ever done to ${person} here.`);
  const { warn, timeout, kick, ban } = summary;
  const parts = [count(warn, 'warning'), count(timeout, 'timeout'), count(kick, 'kick'), count(ban, 'ban')];
  const lines = cases.map((one) => {
    const why = one.reason === null ? '' : `: ${plain(one.reason, SHORT)}`;
    const failed = one.outcome === 'failed' ? ' (failed)' : one.resolved ? ' (resolved)' : '';
    const long = one.expiresAt === null ? '' : ` ${spelledDuration(one.expiresAt - one.createdAt)}`;
    return `**#${one.number}** ${actionNames[one.action].noun}${long}${failed} ${time(one.createdAt)}${why}`;
  });
  return info('Moderation history', `${person}: ${parts.join(' · ')}\n\n${lines.join('\n')}`, {
    ...(more && { footer: 'There are more; the dashboard has them all' }),
  });
}
