import { forecast } from '../rules.ts';
import { createAccounts } from './accounts.ts';
import { createBoards } from './boards.ts';
import { createBulk } from './bulk.ts';
import type { EconomyDeps } from './context.ts';
import { createCorrections } from './corrections.ts';
import { createEarning } from './earning.ts';
import { createGuildFit } from './guild-fit.ts';
import { createLedger } from './ledger.ts';
import { createMembers } from './members.ts';
import { createMovements } from './movements.ts';
import { createPayments } from './payments.ts';
import { createPeople } from './people.ts';
import { createBackfill, createRewards } from './rewards.ts';
import { createSettings } from './settings.ts';
import { createTransactions } from './transactions.ts';

export type { EconomyDeps, GuildView, RoleWrites } from './context.ts';

export type Economy = ReturnType<typeof createEconomy>;

/** Bytes: one service for the bot, the API, the dashboard and other features. Refusals are returned, never thrown. */
export function createEconomy(deps: EconomyDeps) {
  const rewards = createRewards(deps);
  const { forgetBoard, ...boards } = createBoards(deps);
  const { stop, ...settings } = createSettings(deps);
  const members = createMembers(deps);
  const movements = createMovements(deps, rewards, members);
  const { stop: stopEarning, ...earning } = createEarning(deps, movements);
  const payments = createPayments(deps, members, movements);
  return {
    ...movements,
    ...earning,
    ...payments,
    ...createBulk(payments),
    ...createCorrections(deps, members, rewards, movements),
    ...boards,
    ...createAccounts(deps),
    ...createTransactions(deps),
    ...settings,
    ...createGuildFit(deps),
    ...createPeople(deps, rewards, members, forgetBoard),
    ...createLedger(deps),
    /** A member by id alone, who is no bot. */
    member: members.receiver,
    forecast,
    /** Gives a guild's members the role rewards they have earned and do not have. */
    backfill: rewards.backfill,
    backfillBy: createBackfill(deps, rewards),
    backfillAll: rewards.backfillAll,
    close(): void {
      stop();
      stopEarning();
    },
  };
}
