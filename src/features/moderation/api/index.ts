import { Elysia } from 'elysia';
import { bulkApi } from './bulk.ts';
import { casesApi } from './cases.ts';
import type { ModerationApiDeps } from './shapes.ts';

/** Moderation over REST, below `/guilds/{guild_id}/moderation`. */
export function createModerationApi(deps: ModerationApiDeps) {
  return new Elysia().use(casesApi(deps)).use(bulkApi(deps));
}
