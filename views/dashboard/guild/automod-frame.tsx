import type { Children } from '@kitajs/html';
import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { Badge } from '../../ui/badge.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Sparkline } from '../../ui/chart.tsx';
import { Csrf } from '../../ui/form.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import type { Standing } from './automod-values.ts';
import { GuildFrame } from './frame.tsx';

const VIEWS = [
  { path: '', label: 'Rules' },
  { path: '/log', label: 'Log' },
  { path: '/tester', label: 'Tester' },
  { path: '/why', label: 'Why?' },
] as const;

interface AutomodFrameProps {
  shell: Shell;
  guild: GuildRef;
  view: (typeof VIEWS)[number]['label'];
  standing: Standing;
  children: Children;
}

/** A page of auto-moderation: how it stands and the emergency stop first, then its views. */
export function AutomodFrame({ shell, guild, view, standing, children }: AutomodFrameProps) {
  const home = `/admin/guilds/${guild.id}/automod`;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Auto-moderation"
      lead="Rules that look at names, messages and files as they come."
    >
      <div class="stack">
        <StandingCard standing={standing} home={home} csrf={shell.viewer.csrf} now={shell.now} />
        <Tabs
          label="Views of auto-moderation"
          tabs={VIEWS.map(({ path, label }) => ({ href: `${home}${path}`, label, current: label === view }))}
        />
        {children as 'safe'}
      </div>
    </GuildFrame>
  );
}

interface StandingProps {
  standing: Standing;
  home: string;
  csrf: string;
  now: number;
}

/** The answer: whether rules run, what they did, and the way to stop or resume them. */
function StandingCard({ standing, home, csrf, now }: StandingProps) {
  const halted = standing.haltedAt !== null;
  return (
    <section class={['card', 'automod-state', halted && 'card-danger']} aria-label="How auto-moderation stands">
      <StandingFigures standing={standing} now={now} />
      {halted ? (
        <form method="post" action={`${home}/resume`} class="inline-form">
          <Csrf token={csrf} />
          <button type="submit" class="btn btn-primary">
            Let the rules work again
          </button>
        </form>
      ) : (
        <form method="post" action={`${home}/halt`} class="automod-stop">
          <Csrf token={csrf} />
          <input
            class="form-control"
            name="reason"
            maxlength="200"
            placeholder="Why, for the others (may be empty)"
            aria-label="Why it is stopped"
            autocomplete="off"
          />
          <button type="submit" class="btn btn-danger">
            Emergency stop
          </button>
        </form>
      )}
    </section>
  );
}

/** Kept up to date by the page's stream. */
export function StandingFigures({ standing, now }: { standing: Standing; now: number }) {
  const { haltedAt, haltedBy, haltReason, live, shadow, off, hours } = standing;
  const total = hours.reduce((sum, count) => sum + count, 0);
  const rules = `${count(live, 'rule')} live · ${shadow} in shadow${off > 0 ? ` · ${off} off` : ''}`;
  return (
    <div class="automod-figures" id="automod-standing" role="status">
      <p class="automod-answer">
        {haltedAt === null ? (
          <Badge
            tone={live > 0 ? 'success' : 'neutral'}
            icon="shield"
            text={live > 0 ? 'Running' : 'Nothing is live'}
          />
        ) : (
          <Badge tone="danger" icon="warning" text="Stopped" />
        )}
        <span safe>{rules}</span>
      </p>
      {haltedAt === null ? null : (
        <p>
          <span safe>{`Stopped by ${haltedBy ?? 'somebody'} `}</span>
          <RelativeTime at={haltedAt} now={now} />
          <span safe>{`. No rule does anything.${haltReason ? ` Reason: ${haltReason}` : ''}`}</span>
        </p>
      )}
      <p class="automod-day">
        <span safe>{`${grouped(total)} ${total === 1 ? 'time' : 'times'} acted in 24 h`}</span>
        <Sparkline values={hours} label={`Each of the last 24 hours: ${hours.join(', ')}`} />
      </p>
    </div>
  );
}

/** `1 rule`, `3 rules` */
export function count(amount: number, noun: string): string {
  return `${grouped(amount)} ${amount === 1 ? noun : `${noun}s`}`;
}

const MODES = {
  live: { tone: 'success', text: 'live' },
  shadow: { tone: 'info', text: 'shadow' },
  off: { tone: 'neutral', text: 'off' },
} as const;

export function ModeBadge({ mode }: { mode: keyof typeof MODES }) {
  return <Badge {...MODES[mode]} />;
}

/** A menu without a script: what is in it works by links and forms. */
export function Menu({ label, children }: { label: string; children: Children }) {
  return (
    <details class="automod-menu">
      <summary class="btn btn-sm btn-quiet btn-icon" aria-label={label}>
        <Icon name="dots" size={18} />
      </summary>
      <div class="automod-menu-items">{children as 'safe'}</div>
    </details>
  );
}
