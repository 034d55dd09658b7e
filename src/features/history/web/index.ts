import { Elysia } from 'elysia';
import { activityPages } from './activity.tsx';
import type { HistoryWebDeps } from './parts.ts';
import { settingsPages } from './settings.tsx';

export type { HistoryWebDeps } from './parts.ts';

/** Who changed which settings, the way back, and what all parts of a guild share. */
export function historyWeb(deps: HistoryWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(activityPages(deps)).use(settingsPages(deps));
}
