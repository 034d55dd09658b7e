import { Elysia } from 'elysia';
import { guildPages } from './guild.tsx';
import { guildListPage } from './guilds.tsx';
import { overviewPages } from './overview.tsx';
import type { StatsWebDeps } from './parts.ts';
import { rolePages } from './roles.ts';

export type { StatsWebDeps } from './parts.ts';

/** How everything is doing, and each guild; kept up to date while it is open. */
export function statsWeb(deps: StatsWebDeps) {
  return new Elysia({ detail: { hide: true } })
    .use(overviewPages(deps))
    .use(guildListPage(deps))
    .use(guildPages(deps))
    .use(rolePages(deps));
}
