import type {
  ActorRef,
  CaseDetails,
  CaseLine,
  CaseState,
  Happening,
} from '../../../../views/dashboard/guild/moderation-values.ts';
import type { Change } from '../../../../views/ui/diff.tsx';
import { utc } from '../../../../views/ui/time.tsx';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { isSnowflake, type Snowflake } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { Case, CaseEvent, CaseWithEvents } from '../model.ts';
import { lasts, spelledDuration } from '../rules.ts';
import { actionNames, actWords } from '../text.ts';
import type { ModerationWebDeps } from './parts.ts';

type FaceDeps = Pick<ModerationWebDeps, 'directory' | 'cdnUrl'>;

const shownName = (name: string | null) => name && legible(name);

/** Who did it: a member, a key of the API, a rule or the bot itself. */
export function actorOf(
  deps: FaceDeps,
  guildId: Snowflake,
  { id, name, source = null }: { id: string; name: string | null; source?: Case['source'] | null },
): ActorRef {
  if (isSnowflake(id)) return { member: faceOf(deps, guildId, id, shownName(name)), label: null };
  if (id !== 'SYSTEM') return { member: null, label: `the API key ${shownName(name) ?? ''}`.trim() };
  return { member: null, label: source === 'automod' ? 'Auto-moderation' : 'The bot' };
}

function stateOf(one: Case): CaseState {
  if (one.outcome === 'failed')
    return { tone: 'danger', text: one.resolved ? 'Failed, resolved' : 'Failed', until: null };
  if (one.outcome === 'pending') return { tone: 'info', text: 'Under way', until: null };
  if (lasts(one.action) && one.endedAt === null) {
    return one.expiresAt === null
      ? { tone: 'warning', text: 'For good', until: null }
      : { tone: 'warning', text: 'Ends', until: one.expiresAt };
  }
  if (one.resolved) return { tone: 'success', text: 'Resolved', until: null };
  if (!lasts(one.action)) return { tone: 'neutral', text: 'Open', until: null };
  const early = one.expiresAt === null || (one.endedAt ?? 0) < one.expiresAt;
  return { tone: 'neutral', text: early ? 'Lifted' : 'Over', until: null };
}

const SOURCES: Readonly<Record<Case['source'], string | null>> = {
  command: null,
  dashboard: null,
  api: null,
  native: 'by Discord’s own menu',
  automod: 'by a rule',
};

export function lineOf(deps: FaceDeps, one: Case): CaseLine {
  const { guildId, number, action, createdAt, expiresAt } = one;
  return {
    ...{ number, action, noun: actionNames[action].noun, at: createdAt, state: stateOf(one) },
    member: faceOf(deps, guildId, one.userId, shownName(one.userTag)),
    by: actorOf(deps, guildId, { id: one.moderatorId, name: one.moderatorTag, source: one.source }),
    reason: shownName(one.reason),
    lasting: expiresAt === null ? null : `for ${spelledDuration(expiresAt - createdAt)}`,
    source: SOURCES[one.source],
  };
}

export function detailsOf(deps: FaceDeps, one: CaseWithEvents): CaseDetails {
  const line = lineOf(deps, one);
  const running = lasts(one.action) && one.outcome === 'applied' && one.endedAt === null;
  const lifting = one.action === 'ban' ? 'unban' : 'untimeout';
  return {
    ...line,
    ...{ version: one.version, resolved: one.resolved, running, problem: shownName(one.problem) },
    happenings: happeningsOf(deps, one, line),
    told: one.dmDelivered === null ? null : one.dmDelivered ? 'Told by direct message' : 'Takes no direct messages',
    undo: running ? { label: actWords[lifting].verb, consequence: actWords[lifting].consequence } : null,
    logHref:
      one.automodEventId === null
        ? null
        : `/admin/guilds/${one.guildId}/automod/log?user=${one.userId}#event-${one.automodEventId}`,
  };
}

const LOOKS: Readonly<Record<CaseEvent['kind'], Pick<Happening, 'icon' | 'tone'>>> = {
  created: { icon: 'gavel', tone: 'info' },
  applied: { icon: 'check', tone: 'neutral' },
  failed: { icon: 'warning', tone: 'danger' },
  told: { icon: 'send', tone: 'neutral' },
  not_told: { icon: 'send', tone: 'warning' },
  noted: { icon: 'chat', tone: 'neutral' },
  edited: { icon: 'edit', tone: 'neutral' },
  resolved: { icon: 'check', tone: 'success' },
  reopened: { icon: 'rewind', tone: 'warning' },
  expired: { icon: 'hourglass', tone: 'neutral' },
  lifted: { icon: 'rewind', tone: 'success' },
};

/** What is said by its own line; that Discord did what was asked goes without saying. */
function happeningsOf(deps: FaceDeps, one: CaseWithEvents, line: CaseLine): Happening[] {
  return one.events
    .filter(({ kind, data }) => kind !== 'applied' || typeof data.action === 'string')
    .map((event) => happeningOf(deps, one, line, event));
}

function happeningOf(deps: FaceDeps, one: Case, line: CaseLine, event: CaseEvent): Happening {
  const { id, kind, data, at } = event;
  const by = actorOf(deps, one.guildId, { id: event.actorId, name: event.actorTag, source: one.source });
  const said = typeof data.text === 'string' ? legible(data.text) : null;
  const common = { id, at, ...LOOKS[kind], quote: said, changes: [], other: null, opens: null };
  const nobody = (text: string) => ({ ...common, by: null, text });
  switch (kind) {
    case 'created': {
      const lasting = line.lasting === null ? '' : ` ${line.lasting}`;
      const text = `${actWords[one.action].past(line.member.name)}${lasting}${line.source ? ` ${line.source}` : ''}`;
      return { ...common, by, text, quote: firstReason(one), opens: one.action };
    }
    case 'applied':
      return { ...common, by, text: `also did: ${wordOf(data.action)}` };
    case 'failed':
      return {
        ...nobody('Discord did not do it.'),
        quote: typeof data.problem === 'string' ? legible(data.problem) : null,
      };
    case 'told':
      return nobody(`${line.member.name} was told by direct message.`);
    case 'not_told':
      return nobody(`${line.member.name} takes no direct messages from the bot, so they were not told.`);
    case 'noted':
      return { ...common, by, text: 'added a note' };
    case 'edited':
      return { ...common, by, text: 'changed the case', changes: changesOf(data) };
    case 'resolved':
      return { ...common, by, text: 'resolved the case' };
    case 'reopened':
      return { ...common, by, text: 'opened the case again' };
    case 'expired':
      return nobody('The time was over.');
    case 'lifted':
      return { ...common, by, text: 'ended it', other: typeof data.case === 'number' ? data.case : null };
  }
}

function wordOf(action: unknown): string {
  return Object.entries(actionNames).find(([name]) => name === action)?.[1].noun ?? String(action);
}

/** As it was written first; later ones are in the edits. */
function firstReason(one: Case & Partial<Pick<CaseWithEvents, 'events'>>): string | null {
  const edit = one.events?.find(({ kind }) => kind === 'edited');
  const before = edit ? readSide(edit.data.before) : one;
  return before.reason === null ? null : legible(before.reason);
}

interface Side {
  readonly reason: string | null;
  readonly expiresAt: number | null;
}

/** What an edit kept of one side. */
function readSide(side: unknown): Side {
  const { reason, expiresAt } = (side ?? {}) as { reason?: unknown; expiresAt?: unknown };
  return {
    reason: typeof reason === 'string' ? reason : null,
    expiresAt: typeof expiresAt === 'number' ? expiresAt : null,
  };
}

function changesOf({ before, after }: CaseEvent['data']): Change[] {
  const [was, is] = [readSide(before), readSide(after)];
  const ends = (at: number | null) => (at === null ? 'never' : utc(at));
  return [
    ...(was.reason === is.reason
      ? []
      : [{ field: 'Reason', before: shownName(was.reason), after: shownName(is.reason) }]),
    ...(was.expiresAt === is.expiresAt
      ? []
      : [{ field: 'Ends', before: ends(was.expiresAt), after: ends(is.expiresAt) }]),
  ];
}
