import { Csrf } from '../../ui/form.tsx';
import { Avatar } from '../../ui/people.tsx';
import { Icon } from '../icons.tsx';
import type { Shell } from './props.ts';

export function Topbar({ shell }: { shell: Shell }) {
  return (
    <header class="topbar">
      <button type="button" class="tool topbar-menu" popovertarget="side" aria-label="Navigation">
        <Icon name="menu" />
      </button>
      <GuildSwitcher shell={shell} />
      <a class="search-link" href="/admin/search" data-palette>
        <Icon name="search" size={16} />
        <span class="search-word">Search</span>
        <kbd>Ctrl K</kbd>
      </a>
      <span class="topbar-space" />
      <LiveDot />
      <button type="button" class="tool" data-toggle-theme aria-label="Switch between dark and light">
        <span class="when-dark">
          <Icon name="sun" size={18} />
        </span>
        <span class="when-light">
          <Icon name="moon" size={18} />
        </span>
      </button>
      <button type="button" class="tool topbar-keys" data-keys aria-label="List of keys" hidden>
        <Icon name="keyboard" size={18} />
      </button>
      <UserMenu shell={shell} />
    </header>
  );
}

/** The script fills it in when the stream opens, breaks or comes back. */
function LiveDot() {
  return (
    <span class="live" data-live role="status" hidden>
      <span class="live-dot" aria-hidden="true" />
      <span data-live-word>Live</span>
    </span>
  );
}

function GuildSwitcher({ shell: { guild, guilds } }: { shell: Shell }) {
  return (
    <div class="place" id="place">
      <button type="button" class="switcher" popovertarget="guilds">
        <span class="sr-only">Guild:</span>
        {guild ? <Avatar name={guild.name} url={guild.iconUrl} square /> : <Icon name="guilds" size={18} />}
        <span class="switcher-name" safe>
          {guild?.name ?? 'Choose a guild'}
        </span>
        <Icon name="selector" size={16} />
      </button>
      <div id="guilds" class="menu menu-start" popover>
        <p class="menu-title">Guilds</p>
        {guilds.length === 0 ? <p class="menu-nothing">You manage no guild that the bot is in.</p> : null}
        <ul>
          {guilds.map(({ id, name, iconUrl, right }) => (
            <li>
              <a class="menu-item" href={`/admin/guilds/${id}`} aria-current={id === guild?.id ? 'true' : undefined}>
                <Avatar name={name} url={iconUrl} square />
                <span class="menu-word" safe>
                  {name}
                </span>
                <small>{right}</small>
              </a>
            </li>
          ))}
        </ul>
        <a class="menu-item menu-more" href="/admin/guilds">
          All guilds
        </a>
      </div>
    </div>
  );
}

function UserMenu({ shell: { viewer } }: { shell: Shell }) {
  return (
    <>
      <button type="button" class="tool user-button" popovertarget="user-menu">
        <Avatar name={viewer.displayName} id={viewer.id} url={viewer.avatarUrl} />
        <span class="sr-only" safe>{`${viewer.displayName}: menu`}</span>
      </button>
      <div id="user-menu" class="menu menu-end" popover>
        <p class="menu-who">
          <strong safe>{viewer.displayName}</strong>
          <small safe>{`@${viewer.username}${viewer.isAdmin ? ' · instance admin' : ''}`}</small>
        </p>
        <a class="menu-item" href="/me">
          <Icon name="person" size={18} />
          My bytes and sessions
        </a>
        <form method="post" action="/logout" hx-boost="false">
          <Csrf token={viewer.csrf} />
          <button type="submit" class="menu-item">
            <Icon name="exit" size={18} />
            Sign out
          </button>
        </form>
      </div>
    </>
  );
}
