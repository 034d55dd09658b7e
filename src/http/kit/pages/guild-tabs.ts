import type { Tab } from '../../../../views/ui/tabs.tsx';
import { includes } from '../../../shared/rights.ts';
import type { Place } from './visit.ts';

/** Pages about a guild, in the order of their tabs, each with the least right that opens it. */
const PAGES = [
  { path: '', label: 'Overview', right: 'moderator' },
  { path: '/bytes', label: 'Bytes', right: 'manager' },
  { path: '/squads', label: 'Squads', right: 'moderator' },
  { path: '/moderation', label: 'Moderation', right: 'moderator' },
  { path: '/automod', label: 'Auto-moderation', right: 'moderator' },
  { path: '/activity', label: 'Activity', right: 'moderator' },
  { path: '/webhooks', label: 'Webhooks', right: 'manager' },
  { path: '/api-keys', label: 'API keys', right: 'manager' },
  { path: '/settings', label: 'Settings', right: 'manager' },
] as const;

/** The tabs of a guild that are open to a viewer. @param path of the page that is shown */
export function guildTabs({ guild, right }: Place, path: string): Tab[] {
  const home = `/admin/guilds/${guild.id}`;
  return PAGES.filter((page) => includes(right, page.right)).map((page) => {
    const href = `${home}${page.path}`;
    const current = path === href || (page.path !== '' && path.startsWith(`${href}/`));
    return { href, label: page.label, current };
  });
}
