import type { Tab } from '../../ui/tabs.tsx';
import type { Asset } from '../document.tsx';

/** What somebody may do in a guild. */
export type GuildRight = 'manager' | 'moderator';

export interface Viewer {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  /** Of the whole instance. */
  readonly isAdmin: boolean;
  /** For the forms of this session. */
  readonly csrf: string;
}

export interface GuildRef {
  readonly id: string;
  readonly name: string;
  readonly iconUrl: string | null;
}

export interface SwitchableGuild extends GuildRef {
  readonly right: GuildRight;
}

/** One step on the way to the page; the last has no address. */
export interface Crumb {
  readonly label: string;
  readonly href?: string | undefined;
}

/** A word to the viewer after what they did: `Settings saved`. */
export interface Notice {
  readonly tone: 'success' | 'warning' | 'danger';
  readonly text: string;
}

/** What every page of the dashboard needs besides its own content. */
export interface Shell {
  readonly asset: Asset;
  readonly viewer: Viewer;
  /** Path of the page, for the mark in the navigation. */
  readonly path: string;
  /** The guild that the page is about. */
  readonly guild: GuildRef | null;
  /** Guilds that the viewer may go to. */
  readonly guilds: readonly SwitchableGuild[];
  /** Tabs of `guild`, shown in the side bar as well. */
  readonly guildTabs: readonly Tab[];
  readonly devMode: boolean;
  /** When the page is made, epoch milliseconds. */
  readonly now: number;
  /** Address of the page's event stream; null where nothing is live. */
  readonly live: string | null;
  readonly notice: Notice | null;
}
