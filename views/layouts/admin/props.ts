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

/** Auto-moderation's emergency stop, while it holds. */
export interface Halt {
  /** Epoch milliseconds. */
  readonly at: number;
  /** By whom, as people call them. */
  readonly by: string;
  readonly reason: string | null;
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
  /** Of `guild`; null while its rules run. */
  readonly halt: Halt | null;
  readonly devMode: boolean;
  /** When the page is made, epoch milliseconds. */
  readonly now: number;
  /** Address of the page's event stream; null where nothing is live. */
  readonly live: string | null;
  /** Whether that stream tells of the page itself, and not only of what stands above each page. */
  readonly follows: boolean;
  readonly notice: Notice | null;
}
