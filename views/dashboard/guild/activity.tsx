import type { GuildRef, Shell } from '../../layouts/admin/props.ts';
import { Card, Empty, Note } from '../../ui/card.tsx';
import { type Change, Diff } from '../../ui/diff.tsx';
import { Csrf } from '../../ui/form.tsx';
import { Pager } from '../../ui/table.tsx';
import { Filters, type Tab } from '../../ui/tabs.tsx';
import { RelativeTime } from '../../ui/time.tsx';
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
              <ChangeEntry record={record} now={shell.now} />
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

interface RestorePageProps {
  shell: Shell;
  guild: GuildRef;
  /** What the settings are called: `Bytes`. */
  title: string;
  /** When the change was, and who made it. */
  at: number;
  by: string;
  /** What going back to before it changes now. */
  changes: readonly Change[];
  /** What else it means, in sentences. */
  notes: readonly string[];
  /** Of the settings that they were compared with. */
  version: string;
  /** Why it could not be done. */
  problems: readonly string[];
  action: string;
}

/** `/admin/guilds/:id/activity/:change/restoration`: every difference, then the choice. */
export function RestorePage(props: RestorePageProps) {
  const { shell, guild, title, at, by, changes, notes, version, problems, action } = props;
  return (
    <GuildFrame
      shell={shell}
      guild={guild}
      title="Activity"
      lead="Going back is a change of its own: it is kept here and can be restored, too."
    >
      <div class="stack narrow">
        {problems.map((problem) => (
          <Note tone="danger" text={problem} />
        ))}
        <Card title={`${title} as before this change`}>
          <p>
            <span safe>{`${by} made it `}</span>
            <RelativeTime at={at} now={shell.now} />
            {changes.length > 0
              ? '. Later changes of the same settings are undone as well. This is what becomes of them:'
              : '. The settings are already as they were before it.'}
          </p>
          {changes.length > 0 ? <Diff changes={changes} notes={notes} /> : null}
        </Card>
        <form method="post" action={action} class="form-end">
          <Csrf token={shell.viewer.csrf} />
          <input type="hidden" name="version" value={version} />
          {changes.length > 0 ? (
            <button type="submit" class="btn btn-primary">
              Restore the settings
            </button>
          ) : null}
          <a class="btn btn-quiet" href={`/admin/guilds/${guild.id}/activity`}>
            {changes.length > 0 ? 'Cancel' : 'Back to the changes'}
          </a>
        </form>
      </div>
    </GuildFrame>
  );
}
