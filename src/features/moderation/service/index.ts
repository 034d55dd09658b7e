import { createActing } from './acting.ts';
import { createAutomodCases } from './automod.ts';
import { createBook } from './book.ts';
import { createBulk } from './bulk.ts';
import { createChronicle, type ModerationDeps } from './context.ts';
import { createModLog } from './mod-log.ts';
import { createNative } from './native.ts';
import { createOverview } from './overview.ts';
import { createPast } from './past.ts';
import { createPermission } from './permission.ts';
import { createUpkeep } from './upkeep.ts';

export type { ModerationDeps } from './context.ts';

export type Moderation = ReturnType<typeof createModeration>;

/** Moderation: one service for the bot, the API and the dashboard. Refusals are returned, never thrown. */
export function createModeration(deps: ModerationDeps) {
  const chronicle = createChronicle(deps);
  const permission = createPermission(deps);
  const modLog = createModLog(deps);
  const { act, whyNot } = createActing(deps, chronicle, permission, modLog);
  return {
    act,
    whyNot,
    outlook: permission.outlook,
    ...createBulk(act),
    ...createBook(deps, chronicle),
    ...createNative(deps, chronicle, modLog),
    ...createAutomodCases(deps, chronicle, modLog),
    ...createPast(deps, chronicle),
    ...createUpkeep(deps, chronicle),
    ...createOverview(deps),
  };
}
