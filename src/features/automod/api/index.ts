import { Elysia } from 'elysia';
import type { AutomodApiDeps } from './deps.ts';
import { logApi } from './log.ts';
import { rulesApi } from './rules.ts';
import { stateApi } from './state.ts';
import { trialsApi } from './trials.ts';

/** Auto-moderation over REST, below `/guilds/{guild_id}/automod`: one file for each group of routes. */
export function createAutomodApi(deps: AutomodApiDeps) {
  return new Elysia().use(rulesApi(deps)).use(trialsApi(deps)).use(stateApi(deps)).use(logApi(deps));
}
