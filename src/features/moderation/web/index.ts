import { Elysia } from 'elysia';
import { actPages } from './act.ts';
import { casePages } from './case.tsx';
import { listPages } from './list.tsx';
import { memberPages } from './member.ts';
import type { ModerationWebDeps } from './parts.ts';

export type { ModerationWebDeps } from './parts.ts';

/** Cases of a guild in the dashboard: found, opened, read and written on. */
export function moderationWeb(deps: ModerationWebDeps) {
  return new Elysia({ detail: { hide: true } })
    .use(listPages(deps))
    .use(actPages(deps))
    .use(casePages(deps))
    .use(memberPages(deps));
}
