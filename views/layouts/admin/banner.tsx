import { Csrf } from '../../ui/form.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { Icon } from '../icons.tsx';
import type { Halt, Shell } from './props.ts';

/** What holds for every page: that this is no place for secrets, and that a guild's rules are stopped. */
export function Banner({ shell: { devMode, guild, halt, viewer, now } }: { shell: Shell }) {
  return (
    <div id="banner">
      {devMode ? (
        <aside aria-label="Development mode">
          <p class="dev-banner">
            <Icon name="warning" size={16} />
            <span>
              <strong>Development mode.</strong> Anybody who reaches this address can sign in as anyone.
            </span>
          </p>
        </aside>
      ) : null}
      {guild ? (
        <div
          id="halt"
          role="status"
          hx-get={`/admin/guilds/${guild.id}/automod/banner`}
          hx-trigger="halt from:body"
          hx-target="this"
          hx-swap="innerMorph"
        >
          <HaltLine guildId={guild.id} halt={halt} csrf={viewer.csrf} now={now} />
        </div>
      ) : null}
    </div>
  );
}

interface HaltLineProps {
  guildId: string;
  halt: Halt | null;
  csrf: string;
  now: number;
}

/** That no rule does anything, since when, by whom, and the way on. Whoever sees a guild's pages may resume. */
export function HaltLine({ guildId, halt, csrf, now }: HaltLineProps) {
  if (!halt) return <span hidden />;
  const why = halt.reason === null ? '' : ` Reason: ${halt.reason}`;
  return (
    <div class="halt-banner">
      <Icon name="warning" size={18} />
      <p>
        <strong>Auto-moderation is stopped.</strong> <span safe>{`By ${halt.by}, `}</span>
        <RelativeTime at={halt.at} now={now} />
        <span safe>{`. No rule does anything.${why}`}</span>
      </p>
      <form method="post" action={`/admin/guilds/${guildId}/automod/resume`} class="inline-form">
        <Csrf token={csrf} />
        <button type="submit" class="btn btn-sm">
          Let the rules work again
        </button>
      </form>
    </div>
  );
}
