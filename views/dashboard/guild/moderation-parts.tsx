import type { Children } from '@kitajs/html';
import type { CaseAction } from '../../../src/features/moderation/rules.ts';
import type { Crumb, GuildRef, Shell } from '../../layouts/admin/props.ts';
import { AdminLayout } from '../../layouts/admin.tsx';
import { Icon, type IconName } from '../../layouts/icons.tsx';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { PageHeader } from '../../ui/card.tsx';
import { Member } from '../../ui/people.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import type { ActorRef, CaseLine, CaseState } from './moderation-values.ts';

const ACTION_LOOKS = {
  warn: { tone: 'warning', icon: 'warning' },
  timeout: { tone: 'warning', icon: 'hourglass' },
  untimeout: { tone: 'success', icon: 'rewind' },
  kick: { tone: 'danger', icon: 'exit' },
  ban: { tone: 'danger', icon: 'gavel' },
  unban: { tone: 'success', icon: 'rewind' },
  softban: { tone: 'danger', icon: 'trash' },
  note: { tone: 'info', icon: 'chat' },
} as const satisfies Record<CaseAction, { tone: BadgeTone; icon: IconName }>;

export function actionIcon(action: CaseAction): IconName {
  return ACTION_LOOKS[action].icon;
}

/** The mark of something done, at its place on the line of time. */
export function ActionMark({ action }: { action: CaseAction }) {
  const { tone, icon } = ACTION_LOOKS[action];
  return (
    <span class={['timeline-icon', `state-${tone}`]}>
      <Icon name={icon} size={16} />
    </span>
  );
}

export function ActionBadge({ action, noun }: { action: CaseAction; noun: string }) {
  return <Badge {...ACTION_LOOKS[action]} text={noun} />;
}

/** A case's state; the time that is left of it is kept true by the script. */
export function StateBadge({ state, now }: { state: CaseState; now: number }) {
  if (state.until === null) return <Badge tone={state.tone} text={state.text} />;
  return (
    <span class={['state', `state-${state.tone}`]}>
      <Icon name="clock" size={14} />
      <span>
        <span safe>{state.text}</span> <RelativeTime at={state.until} now={now} />
      </span>
    </span>
  );
}

/** Whoever acted: a person with face and page, or what is none by its name. */
export function Actor({ by, home }: { by: ActorRef; home: string }) {
  if (by.member) return <Member member={by.member} href={`${home}/members/${by.member.id}`} />;
  return (
    <span class="who">
      <Icon name="shield" size={16} />
      <span class="who-name" safe>
        {by.label}
      </span>
    </span>
  );
}

/** A case in a list: a row where there is room, a card on a phone. Its number opens it. */
export function CaseRow({ line, home, now }: { line: CaseLine; home: string; now: number }) {
  const { number, action, noun, member, by, reason, lasting, at, state, source } = line;
  return (
    <li class="case" id={`case-${number}`}>
      <span class="case-what">
        <ActionBadge action={action} noun={noun} />
      </span>
      <span class="case-whom">
        <Member member={member} href={`${home}/members/${member.id}`} />
      </span>
      <p class="case-why">
        <a class="case-open" href={`${home}/cases/${number}`}>
          <span class="case-number" safe>{`#${number}`}</span>{' '}
          {reason === null ? (
            <span class="case-nothing">No reason given</span>
          ) : (
            <bdi class="case-reason" safe>
              {reason}
            </bdi>
          )}
        </a>
        {lasting || source ? <small safe>{[lasting, source].filter((part) => part !== null).join(', ')}</small> : null}
      </p>
      <span class="case-by">
        <span class="case-word">by</span> <Actor by={by} home={home} />
      </span>
      <span class="case-state">
        <StateBadge state={state} now={now} />
      </span>
      <span class="case-age">
        <RelativeTime at={at} now={now} />
      </span>
    </li>
  );
}

interface FrameProps {
  shell: Shell;
  guild: GuildRef;
  title: string;
  /** The page's h1 with what stands beside it; by default the title alone. */
  heading?: JSX.Element | undefined;
  children: Children;
}

/** A page below the list of cases. */
export function ModerationFrame({ shell, guild, title, heading, children }: FrameProps) {
  const home = `/admin/guilds/${guild.id}`;
  const crumbs: Crumb[] = [
    { label: 'Guilds', href: '/admin/guilds' },
    { label: guild.name, href: home },
    { label: 'Moderation', href: `${home}/moderation` },
    { label: title },
  ];
  return (
    <AdminLayout
      {...shell}
      guild={guild}
      title={`${title} · ${guild.name}`}
      crumbs={crumbs}
      heading={heading ?? <PageHeader title={title} />}
      tabs={shell.guildTabs}
    >
      {children as 'safe'}
    </AdminLayout>
  );
}
