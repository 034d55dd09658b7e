import { Elysia } from 'elysia';
import { boardsApi } from './boards.ts';
import { membersApi } from './members.ts';
import type { SquadsApiDeps } from './shapes.ts';
import { squadsApi } from './squads.ts';

/** Squads over REST, below `/guilds/{guild_id}/squads`: one file for each group of routes. */
export function createSquadsApi(deps: SquadsApiDeps) {
  return new Elysia().use(boardsApi(deps)).use(squadsApi(deps)).use(membersApi(deps));
}
