import type { Children } from '@kitajs/html';
import type { Crumb, Shell } from '../../layouts/admin/props.ts';
import { AdminLayout } from '../../layouts/admin.tsx';
import { PageHeader } from '../../ui/card.tsx';

const TABS = [
  { href: '/admin/settings/api-keys', label: 'API keys' },
  { href: '/admin/settings/admins', label: 'Admins' },
  { href: '/admin/settings/system', label: 'System' },
  { href: '/admin/settings/audit', label: 'Audit' },
];

interface SettingsFrameProps {
  shell: Shell;
  title: string;
  lead: string;
  /** Steps below the settings, for pages under a tab. */
  further?: readonly Crumb[];
  actions?: JSX.Element | undefined;
  children: Children;
}

/** A page of the instance's settings; admins only. */
export function SettingsFrame({ shell, title, lead, further = [], actions, children }: SettingsFrameProps) {
  return (
    <AdminLayout
      {...shell}
      title={`${title} · Settings`}
      crumbs={[{ label: 'Settings', href: '/admin/settings' }, ...(further.length > 0 ? further : [{ label: title }])]}
      heading={<PageHeader title={title} lead={lead} actions={actions} />}
      tabs={TABS.map((tab) => ({ ...tab, current: shell.path.startsWith(tab.href) }))}
    >
      {children as 'safe'}
    </AdminLayout>
  );
}
