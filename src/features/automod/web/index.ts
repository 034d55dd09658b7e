import { Elysia } from 'elysia';
import { editorPages } from './editor.ts';
import { homePages } from './home.ts';
import { logPages } from './log.tsx';
import type { AutomodWebDeps } from './parts.ts';
import { rulePages } from './rules.ts';
import { trialPages } from './trials.ts';

export type { AutomodWebDeps } from './parts.ts';

/** What staff see and change of their guild's auto-moderation. */
export function automodWeb(deps: AutomodWebDeps) {
  return new Elysia({ detail: { hide: true } })
    .use(homePages(deps))
    .use(rulePages(deps))
    .use(editorPages(deps))
    .use(logPages(deps))
    .use(trialPages(deps));
}
