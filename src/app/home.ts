import type { HomeLink, HomePart } from '../../views/pages/home.tsx';
import { partsOf } from '../cli/banner.ts';
import type { Config } from '../platform/config/config.ts';

/** Where the simulated Discord's page leads besides itself. */
export const SIMULATOR_LINKS = [{ href: '/', label: 'Home', note: 'What this instance runs on' }];

const SIMULATOR: HomeLink = {
  href: '/simulator',
  title: 'Simulated Discord',
  text: 'A whole guild to try the bot in: write as any member, earn bytes, send them, move the clock.',
  action: 'Open the simulator',
};

const DASHBOARD: HomeLink = {
  href: '/admin',
  title: 'Dashboard',
  text: 'For those who run a guild: sign in and see what you may do where.',
  action: 'Open the dashboard',
};

const HEALTH: HomeLink = {
  href: '/health',
  title: 'Health',
  text: 'How the database, the gateway and everything else that this instance depends on are doing.',
  action: 'See the figures',
};

/** What the home page of this instance offers; what it runs on is told in development only. */
export function homeOf(config: Config): { links: readonly HomeLink[]; parts: readonly HomePart[] | null } {
  const invite = config.discordInviteUrl ? [inviteTo(config.discordInviteUrl)] : [];
  if (!config.devMode) return { links: [...invite, DASHBOARD], parts: null };
  const parts = partsOf(config).map(({ name, what, hint }) => ({ name, value: what, upgrade: hint ?? null }));
  const simulator = config.discordMode === 'simulated' ? [SIMULATOR] : [];
  return { links: [...simulator, DASHBOARD, ...invite, HEALTH], parts };
}

function inviteTo(href: string): HomeLink {
  return { href, title: 'Discord', text: 'Meet the community, ask, show your work.', action: 'Join the guild' };
}
