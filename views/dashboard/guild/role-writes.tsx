import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { RoleChip, type RoleRef } from '../../ui/badge.tsx';
import { Card, Empty } from '../../ui/card.tsx';
import { Csrf } from '../../ui/form.tsx';
import { Member, type MemberRef } from '../../ui/people.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { GuildFrame } from './frame.tsx';

interface RoleWriteLine {
  readonly member: MemberRef;
  readonly role: RoleRef;
  readonly action: 'add' | 'remove';
  readonly problem: string;
  /** Epoch milliseconds. */
  readonly queuedAt: number;
}

interface RoleWritesPageProps {
  shell: Shell;
  guild: GuildRef;
  writes: readonly RoleWriteLine[];
  /** There are more than these. */
  more: boolean;
  manages: boolean;
}

/** `/admin/guilds/:id/roles`: what the bot could not do with roles. */
export function RoleWritesPage({ shell, guild, writes, more, manages }: RoleWritesPageProps) {
  const path = `/admin/guilds/${guild.id}/roles`;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Roles not given"
      lead="Earned roles and squads’ roles that Discord refused."
      actions={
        manages && writes.length > 0 ? (
          <form method="post" action={path}>
            <Csrf token={shell.viewer.csrf} />
            <button type="submit" class="btn btn-primary">
              Try all again
            </button>
          </form>
        ) : undefined
      }
    >
      <Card
        title="Waiting for you"
        hint={
          more
            ? `The oldest ${writes.length}; trying again takes them all.`
            : 'Put right what is wrong, then try them again.'
        }
        flush
      >
        {writes.length > 0 ? (
          <Table
            label="Roles not given"
            rows={writes}
            columns={[
              {
                label: 'Member',
                cell: ({ member }) => <Member member={member} href={`/admin/users/${member.id}?guild=${guild.id}`} />,
              },
              {
                label: 'Role',
                cell: ({ role, action }) => (
                  <span>
                    <span>{action === 'add' ? 'Give ' : 'Take '}</span>
                    <RoleChip role={role} />
                  </span>
                ),
              },
              { label: 'What is wrong', cell: ({ problem }) => <span safe>{problem}</span> },
              { label: 'Since', cell: ({ queuedAt }) => <RelativeTime at={queuedAt} now={shell.now} /> },
            ]}
          />
        ) : (
          <Empty icon="check" text="Every role was given. What Discord refuses is kept here until you try it again." />
        )}
      </Card>
    </GuildFrame>
  );
}
