import type { Children } from '@kitajs/html';
import type { Crumb, GuildRef, Shell } from '../../layouts/admin/props.ts';
import { AdminLayout } from '../../layouts/admin.tsx';
import { PageHeader } from '../../ui/card.tsx';
import { CopyId } from '../../ui/copy.tsx';

interface GuildFrameProps {
  shell: Shell;
  guild: GuildRef;
  /** Label of the tab. */
  title: string;
  lead?: string | undefined;
  /** Steps below the guild, for pages under a tab; otherwise the title alone. */
  further?: readonly Crumb[];
  actions?: JSX.Element | undefined;
  children: Children;
}

/** A page of one guild: its name on the way, its tabs below the heading. */
export function GuildFrame({ shell, guild, title, lead, further, actions, children }: GuildFrameProps) {
  const home = `/admin/guilds/${guild.id}`;
  const first = title === 'Overview';
  return (
    <AdminLayout
      {...shell}
      guild={guild}
      title={`${title} · ${guild.name}`}
      crumbs={[
        { label: 'Guilds', href: '/admin/guilds' },
        first ? { label: guild.name } : { label: guild.name, href: home },
        ...(first ? [] : (further ?? [{ label: title }])),
      ]}
      heading={
        <PageHeader
          title={first ? guild.name : title}
          lead={lead}
          actions={actions ?? <CopyId id={guild.id} label="Copy the guild’s id" />}
        />
      }
      tabs={shell.guildTabs}
    >
      {children as 'safe'}
    </AdminLayout>
  );
}
