import { forecast } from '../rules.ts';
import { createBoards } from './boards.ts';
import type { EconomyDeps } from './context.ts';
import { createLedger } from './ledger.ts';
import { createMovements } from './movements.ts';
import { createPeople } from './people.ts';
import { createRewards } from './rewards.ts';
import { createSettings } from './settings.ts';

export type { EconomyDeps, RoleWrites } from './context.ts';

export type Economy = ReturnType<typeof createEconomy>;

/** Bytes: one service for the bot, the API, the dashboard and other features. Refusals are returned, never thrown. */
export function createEconomy(deps: EconomyDeps) {
  const rewards = createRewards(deps);
  const { forgetBoard, ...boards } = createBoards(deps);
  const { stop, ...settings } = createSettings(deps);
  const movements = createMovements(deps, rewards);
  const people = createPeople(deps, rewards, forgetBoard);
  const ledger = createLedger(deps);
  return {
    ...movements,
    ...boards,
    ...settings,
    ...people,
    ...ledger,
    forecast,
    /** Gives a guild's members the role rewards they have earned and do not have. */
    backfill: rewards.backfill,
    backfillAll: rewards.backfillAll,
    close: (): void => stop(),
  };
}
