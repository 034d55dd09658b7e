import type { Outlook, PersonSummary } from '../../../src/features/moderation/model.ts';
import type { CaseAction } from '../../../src/features/moderation/rules.ts';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { Badge } from '../../ui/badge.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Card, Empty, Note, PageHeader } from '../../ui/card.tsx';
import { CopyId } from '../../ui/copy.tsx';
import { Avatar, type MemberRef } from '../../ui/people.tsx';
import { Pager } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { ActionMark, Actor, actionIcon, ModerationFrame, StateBadge } from './moderation-parts.tsx';
import type { PastLine, RuleHit } from './moderation-values.ts';

interface Deed {
  readonly action: CaseAction;
  readonly verb: string;
  /** Why it would be refused; null where it can be done. */
  readonly refused: string | null;
}

interface PersonPageProps {
  shell: Shell;
  guild: GuildRef;
  member: MemberRef;
  username: string | null;
  /** Null while Discord does not say. */
  outlook: Outlook | null;
  away: string | null;
  summary: PersonSummary;
  deeds: readonly Deed[];
  lines: readonly PastLine[];
  newest: string | null;
  older: string | null;
}

/** `/admin/guilds/:id/moderation/members/:user` */
export function PersonPage(props: PersonPageProps) {
  const { shell, guild, member, username, outlook, away, summary, deeds, lines, newest, older } = props;
  const home = `/admin/guilds/${guild.id}/moderation`;
  const { now } = shell;
  return (
    <ModerationFrame
      shell={shell}
      guild={guild}
      title={member.name}
      heading={
        <div class="profile">
          <Avatar name={member.name} id={member.id} url={member.avatarUrl} size="large" />
          <PageHeader
            title={member.name}
            lead={username ? `@${username}` : undefined}
            actions={
              <>
                <a class="btn btn-sm btn-quiet" href={`/admin/users/${member.id}?guild=${guild.id}`}>
                  <Icon name="person" size={14} />
                  Bytes and roles
                </a>
                <CopyId id={member.id} label="Copy the user’s id" />
              </>
            }
          />
        </div>
      }
    >
      <div class="stack">
        {away ? <Note tone="warning" text={away} /> : null}
        <p class="person-state">
          <Presence outlook={outlook} now={now} />
        </p>
        <Counts summary={summary} />
        <Deeds deeds={deeds} member={member} home={home} />
        <Card title="Timeline" hint="Cases, notes and what rules of auto-moderation saw, newest first." flush>
          {lines.length > 0 ? (
            <ol class="timeline">
              {lines.map((line) => (
                <PastEntry line={line} home={home} now={now} />
              ))}
            </ol>
          ) : (
            <Empty icon="shieldCheck" text="Nothing was ever done to this person here, and no rule has noticed them." />
          )}
          <Pager newer={newest} older={older} newest />
        </Card>
      </div>
    </ModerationFrame>
  );
}

function Presence({ outlook, now }: { outlook: Outlook | null; now: number }) {
  if (!outlook) return null;
  if (outlook.banned) return <Badge tone="danger" icon="gavel" text="Banned" />;
  if (!outlook.present) return <Badge icon="exit" text="Not in the server" />;
  return (
    <>
      <Badge tone="success" icon="person" text="Member" />
      {outlook.timeoutUntil === null ? null : (
        <StateBadge state={{ tone: 'warning', text: 'Timed out, ends', until: outlook.timeoutUntil }} now={now} />
      )}
    </>
  );
}

/** How often what was done; the answer to whether this is the first time. */
function Counts({ summary: { warn, timeout, kick, ban } }: { summary: PersonSummary }) {
  const counts = [
    ['Warnings', warn],
    ['Timeouts', timeout],
    ['Kicks', kick],
    ['Bans', ban],
  ] as const;
  return (
    <dl class="card person-counts" aria-label="How often">
      {counts.map(([label, count]) => (
        <div class={count === 0 ? 'is-none' : undefined}>
          <dt>{label}</dt>
          <dd safe>{grouped(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Buttons that lead to the form; what would be refused says why before anybody types. */
function Deeds({ deeds, member, home }: { deeds: readonly Deed[]; member: MemberRef; home: string }) {
  if (deeds.length === 0) return null;
  const grave = (action: CaseAction) => action === 'kick' || action === 'ban';
  const refused = Map.groupBy(
    deeds.filter((deed) => deed.refused !== null),
    (deed) => deed.refused,
  );
  return (
    <nav class="person-deeds" aria-label="Act">
      <div class="person-buttons">
        {deeds
          .filter((deed) => deed.refused === null)
          .map(({ action, verb }) => (
            <a
              class={['btn', grave(action) && 'btn-outline-danger']}
              href={`${home}/new?action=${action}&user=${member.id}`}
            >
              <Icon name={actionIcon(action)} size={16} />
              <span safe>{verb}</span>
            </a>
          ))}
      </div>
      {[...refused].map(([sentence, closed]) => (
        <p class="form-hint" safe>
          {`${closed.map(({ verb }) => verb).join(', ')}: ${sentence}`}
        </p>
      ))}
    </nav>
  );
}

function PastEntry({ line, home, now }: { line: PastLine; home: string; now: number }) {
  switch (line.kind) {
    case 'case':
      return <CaseEntry line={line} home={home} now={now} />;
    case 'note':
      return (
        <li>
          <span class="timeline-icon state-info">
            <Icon name="chat" size={16} />
          </span>
          <div class="timeline-body">
            <p class="timeline-line">
              <Actor by={line.by} home={home} />
              <span>added a note to</span>
              <a href={`${home}/cases/${line.number}`} safe>{`case #${line.number}`}</a>
              <span class="timeline-when">
                <RelativeTime at={line.at} now={now} />
              </span>
            </p>
            <blockquote class="case-quote" safe>
              {line.text}
            </blockquote>
          </div>
        </li>
      );
    case 'hit':
      return (
        <li>
          <span class="timeline-icon">
            <Icon name="shield" size={16} />
          </span>
          <div class="timeline-body">
            <p class="timeline-line">
              <Badge tone={line.hit.tone} text={line.hit.outcome} />
              <span>Rule</span>
              <a href={line.hit.href} safe>
                {line.hit.rule}
              </a>
              <span class="timeline-when">
                <RelativeTime at={line.at} now={now} />
              </span>
            </p>
            <HitWords hit={line.hit} />
          </div>
        </li>
      );
  }
}

function CaseEntry({
  line: { line, rule, at },
  home,
  now,
}: {
  line: Extract<PastLine, { kind: 'case' }>;
  home: string;
  now: number;
}) {
  return (
    <li>
      <ActionMark action={line.action} />
      <div class="timeline-body">
        <p class="timeline-line">
          <a class="case-title" href={`${home}/cases/${line.number}`}>
            <span safe>{line.noun}</span> <span class="case-number" safe>{`#${line.number}`}</span>
          </a>
          {line.lasting ? <span safe>{line.lasting}</span> : null}
          <span>by</span>
          <Actor by={line.by} home={home} />
          {line.state.text === 'Open' ? null : <StateBadge state={line.state} now={now} />}
          <span class="timeline-when">
            <RelativeTime at={at} now={now} />
          </span>
        </p>
        {line.reason ? (
          <blockquote class="case-quote" safe>
            {line.reason}
          </blockquote>
        ) : null}
        {rule ? <HitWords hit={rule} /> : null}
      </div>
    </li>
  );
}

function HitWords({ hit: { reason, content } }: { hit: RuleHit }) {
  return (
    <>
      <p class="text-secondary" safe>
        {`Because ${reason}.`}
      </p>
      {content ? (
        <q class="automod-quote" safe>
          {content}
        </q>
      ) : null}
    </>
  );
}
