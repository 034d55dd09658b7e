import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Icon } from '../../layouts/icons.tsx';
import { Bytes, grouped } from '../../ui/bytes.tsx';
import { Card, Empty } from '../../ui/card.tsx';
import { Feed, type FeedItem } from '../../ui/feed.tsx';
import { Member, type MemberRef } from '../../ui/people.tsx';
import { type Stat, Stats } from '../../ui/stat.tsx';
import { Pager } from '../../ui/table.tsx';
import { Filters, type Tab } from '../../ui/tabs.tsx';
import { GuildFrame } from './frame.tsx';

/** One thing that the bot needs in the guild. */
export interface GuildCheck {
  readonly ok: boolean;
  readonly text: string;
  /** What to do when it is not so. */
  readonly fix: string | null;
  /** Where it is put right, below the guild's own address; null when that is in Discord. */
  readonly page: string | null;
}

interface GuildOverviewPageProps {
  shell: Shell;
  guild: GuildRef;
  /** Null while Discord does not say. */
  memberCount: number | null;
  stats: readonly Stat[];
  checks: readonly GuildCheck[];
  top: readonly { readonly rank: number; readonly member: MemberRef; readonly balance: number }[];
  feed: readonly FeedItem[];
  filters: readonly Tab[];
  /** Addresses of the feed's pages. */
  newer: string | null;
  older: string | null;
}

/** `/admin/guilds/:id` */
export function GuildOverviewPage(props: GuildOverviewPageProps) {
  const { shell, guild, stats, checks, top, feed, filters, newer, older } = props;
  return (
    <GuildFrame shell={shell} guild={guild} title="Overview" lead={summary(props)}>
      <div class="stack">
        <Stats stats={stats} label="Today" />
        <div class="columns columns-side">
          <Card title="What happens" flush actions={<Filters tabs={filters} label="Kind of event" />}>
            <Feed items={feed} now={shell.now} />
            <Empty icon="activity" text="What members earn and what managers change here appears as it happens." />
            <Pager newer={newer} older={older} newest />
          </Card>
          <div class="stack">
            <Card title="In place" flush>
              <Checks guildId={guild.id} checks={checks} />
            </Card>
            <Card title="Top members" flush>
              <TopMembers guildId={guild.id} top={top} />
            </Card>
          </div>
        </div>
      </div>
    </GuildFrame>
  );
}

function summary({ memberCount, checks }: GuildOverviewPageProps): string {
  const missing = checks.filter(({ ok }) => !ok).length;
  const state = missing === 0 ? 'everything is in place' : `${grouped(missing)} to fix`;
  return memberCount === null
    ? state
    : `${grouped(memberCount)} ${memberCount === 1 ? 'member' : 'members'} · ${state}`;
}

/** Refreshed in place by the page's stream. */
export function Checks({ guildId, checks }: { guildId: string; checks: readonly GuildCheck[] }) {
  return (
    <ul class="checks" id="checks">
      {checks.map(({ ok, text, fix, page }) => (
        <li class={ok ? 'is-ok' : 'is-missing'}>
          <Icon name={ok ? 'check' : 'warning'} size={18} />
          <span>
            {page && !ok ? (
              <a href={`/admin/guilds/${guildId}/${page}`} safe>
                {text}
              </a>
            ) : (
              <span safe>{text}</span>
            )}
            {fix && !ok ? <small safe>{fix}</small> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function TopMembers({ guildId, top }: { guildId: string; top: GuildOverviewPageProps['top'] }) {
  if (top.length === 0) {
    return <Empty icon="coins" text="Nobody has bytes yet: a member’s first message of the day earns some." />;
  }
  return (
    <ol class="top">
      {top.map(({ rank, member, balance }) => (
        <li>
          <span class="top-rank">{rank}</span>
          <Member member={member} href={`/admin/users/${member.id}?guild=${guildId}`} />
          <Bytes amount={balance} />
        </li>
      ))}
    </ol>
  );
}
