import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Empty } from '../../ui/card.tsx';
import { Pager } from '../../ui/table.tsx';
import { Filters, type Tab } from '../../ui/tabs.tsx';
import { ChangeEntry, type ChangeRecord } from '../changes.tsx';
import { GuildFrame } from './frame.tsx';

interface ActivityPageProps {
  shell: Shell;
  guild: GuildRef;
  filters: readonly Tab[];
  records: readonly ChangeRecord[];
  newer: string | null;
  older: string | null;
}

/** `/admin/guilds/:id/activity`: who changed what, when, and the way back. */
export function ActivityPage({ shell, guild, filters, records, newer, older }: ActivityPageProps) {
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Activity"
      lead="Every change of this guild’s settings, with what was before. Nothing here can be edited or deleted."
    >
      <Card title="Changes" flush actions={<Filters tabs={filters} label="Kind of change" />}>
        {records.length > 0 ? (
          <ol class="changes">
            {records.map((record) => (
              <ChangeEntry record={record} now={shell.now} csrf={shell.viewer.csrf} />
            ))}
          </ol>
        ) : (
          <Empty
            icon="rewind"
            text="When somebody changes a setting, this page says who, when and what it was before."
            action={{ href: `/admin/guilds/${guild.id}/bytes`, label: 'Go to the settings of bytes' }}
          />
        )}
        <Pager newer={newer} older={older} />
      </Card>
    </GuildFrame>
  );
}
