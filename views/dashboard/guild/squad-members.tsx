import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { AdminLayout } from '../../layouts/admin.tsx';
import { grouped } from '../../ui/bytes.tsx';
import { Card, Empty, PageHeader } from '../../ui/card.tsx';
import { Member, type MemberRef } from '../../ui/people.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { SquadFigures } from './squad-line.tsx';
import type { SquadCard } from './squad-values.ts';

interface SquadMembersPageProps {
  shell: Shell;
  guild: GuildRef;
  squad: SquadCard;
  members: readonly { readonly member: MemberRef; readonly joinedAt: number }[];
  /** Addresses of other pages; null where there is none. */
  first: string | null;
  next: string | null;
  manages: boolean;
}

/** `/admin/guilds/:id/squads/:squad`: who is in it. */
export function SquadMembersPage({ shell, guild, squad, members, first, next, manages }: SquadMembersPageProps) {
  const home = `/admin/guilds/${guild.id}/squads`;
  return (
    <AdminLayout
      {...shell}
      guild={guild}
      title={`${squad.name} · ${guild.name}`}
      crumbs={[
        { label: 'Guilds', href: '/admin/guilds' },
        { label: guild.name, href: `/admin/guilds/${guild.id}` },
        { label: 'Squads', href: home },
        { label: squad.name },
      ]}
      heading={
        <PageHeader
          title={squad.name}
          lead={squad.description || undefined}
          actions={
            manages ? (
              <a class="btn" href={`${home}/${squad.id}/edit`}>
                Edit
              </a>
            ) : undefined
          }
        />
      }
      tabs={shell.guildTabs}
    >
      <div class="stack">
        <SquadFigures squad={squad} />
        <Card title="Members" hint={`${grouped(squad.memberCount)} in the server, longest first.`} flush>
          {members.length > 0 ? (
            <Table
              label="Members"
              rows={members}
              columns={[
                { label: 'Member', cell: ({ member }) => <Member member={member} /> },
                { label: 'Joined', cell: ({ joinedAt }) => <RelativeTime at={joinedAt} now={shell.now} /> },
              ]}
            />
          ) : (
            <Empty icon="people" text="Nobody is in this squad yet." example="Members join with /squads join." />
          )}
          {first || next ? (
            <nav class="pager" aria-label="Pages">
              {first ? (
                <a class="btn btn-sm" href={first}>
                  ← First page
                </a>
              ) : null}
              {next ? (
                <a class="btn btn-sm" href={next} rel="next">
                  Next →
                </a>
              ) : null}
            </nav>
          ) : null}
        </Card>
      </div>
    </AdminLayout>
  );
}
