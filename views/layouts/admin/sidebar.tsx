import { Avatar } from '../../ui/people.tsx';
import { Icon, type IconName } from '../icons.tsx';
import type { Shell } from './props.ts';

interface Place {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
}

/** On a wide screen a column; on a narrow one a drawer that the button in the top bar opens, by the browser alone. */
export function Sidebar({ shell }: { shell: Shell }) {
  return (
    <aside id="side" class="side" popover aria-label="Navigation">
      <div class="side-head">
        <a class="brand" href="/admin">
          <img src={shell.asset('/img/mark.svg')} alt="" width="26" height="26" />
          Smarter Dev
        </a>
        <button
          type="button"
          class="tool side-close"
          popovertarget="side"
          popovertargetaction="hide"
          aria-label="Close"
        >
          <Icon name="close" />
        </button>
      </div>
      <nav id="side-links" class="side-links" aria-label="Dashboard">
        <ul>{placesOf(shell).map((place) => PlaceLink({ place }))}</ul>
        <GuildPlaces shell={shell} />
      </nav>
      <p class="side-foot">
        <a href="/api/docs">API docs</a>
        <a href="/">Home page</a>
      </p>
    </aside>
  );
}

function placesOf({ path, viewer }: Shell): Place[] {
  const under = (href: string) => path === href || path.startsWith(`${href}/`);
  const settings: Place[] = viewer.isAdmin
    ? [{ href: '/admin/settings', label: 'Settings', icon: 'settings', current: under('/admin/settings') }]
    : [];
  return [
    { href: '/admin', label: 'Overview', icon: 'dashboard', current: path === '/admin' },
    { href: '/admin/guilds', label: 'Guilds', icon: 'guilds', current: path === '/admin/guilds' },
    { href: '/admin/users', label: 'Users', icon: 'people', current: under('/admin/users') },
    ...settings,
  ];
}

function PlaceLink({ place: { href, label, icon, current } }: { place: Place }) {
  return (
    <li>
      <a class="side-link" href={href} aria-current={current ? 'page' : undefined}>
        <Icon name={icon} size={18} />
        <span safe>{label}</span>
      </a>
    </li>
  );
}

const TAB_ICONS: Readonly<Record<string, IconName>> = {
  Overview: 'dashboard',
  Bytes: 'coins',
  Squads: 'people',
  Moderation: 'gavel',
  'Auto-moderation': 'shield',
  Activity: 'rewind',
  Webhooks: 'plug',
  'API keys': 'key',
  Settings: 'settings',
};

function GuildPlaces({ shell: { guild, guildTabs } }: { shell: Shell }) {
  if (!guild) return null;
  return (
    <>
      <h2 class="side-guild">
        <Avatar name={guild.name} url={guild.iconUrl} square />
        <span safe>{guild.name}</span>
      </h2>
      <ul>
        {guildTabs.map(({ href, label, current }) => (
          <PlaceLink place={{ href, label, icon: TAB_ICONS[label] ?? 'file', current: current === true }} />
        ))}
      </ul>
    </>
  );
}
