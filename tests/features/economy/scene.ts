import { type EconomyConfigInput, economyConfigInput } from '../../../src/features/economy/model.ts';
import { createEconomy, type GuildView, type RoleWrites } from '../../../src/features/economy/service/index.ts';
import { createGuilds } from '../../../src/features/guilds/service.ts';
import { createLocalBus } from '../../../src/platform/bus/local-bus.ts';
import type { Tx } from '../../../src/platform/db/database.ts';
import { createLog } from '../../../src/platform/log.ts';
import type { DatabaseKind } from '../../harness/database.ts';

export const GUILD = '100000000000000001';
export const OTHER_GUILD = '100000000000000002';

export const ada = { id: '200000000000000001', username: 'ada' };
export const linus = { id: '200000000000000002', username: 'linus' };
export const grace = { id: '200000000000000003', username: 'grace' };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Noon in UTC, so that a few hours more stay on the same day. */
export const NOON = Date.UTC(2026, 10, 20, 12);

type Wish = Parameters<RoleWrites['enqueue']>[1];

/** The real economy on a real database, with a clock that the test moves and a list in place of the role queue. */
export async function openScene({ open }: DatabaseKind, start = NOON) {
  const { db, close } = await open();
  const clock = { time: start, now: () => clock.time };
  const log = createLog({ level: 'silent', format: 'json' });
  const bus = createLocalBus(log);
  const wishes: Wish[] = [];
  const roles: { -readonly [K in keyof RoleWrites]: RoleWrites[K] } = {
    enqueue: async (_tx: Tx, wish) => {
      wishes.push(wish);
    },
    wake: () => {},
  };
  const discord: { -readonly [K in keyof GuildView]: GuildView[K] } = {
    member: async (_guildId, userId) => {
      const found = [ada, linus, grace].find(({ id }) => id === userId);
      return found ? { ...found, bot: false } : null;
    },
    roles: async () => [],
    channels: async () => [],
  };
  const guilds = createGuilds({ db, bus, clock, log });
  const economy = createEconomy({ db, bus, clock, log, roles, guilds, discord });
  let keys = 0;
  return {
    db,
    log,
    bus,
    clock,
    economy,
    guilds,
    roles,
    discord,
    wishes,
    newKey: () => `test:${++keys}`,
    async close() {
      economy.close();
      await guilds.close();
      await bus.close();
      await close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** Changes some of the guild's settings. */
export async function configured({ economy }: Scene, change: Partial<EconomyConfigInput>): Promise<void> {
  const { version, ...config } = await economy.config(GUILD);
  await economy.putConfig(GUILD, economyConfigInput.parse({ ...config, ...change }), { id: grace.id }, version);
}
