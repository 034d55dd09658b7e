import type { WriteResult } from '../../../src/discord/roles/discord-writer.ts';
import { createRoleQueue } from '../../../src/discord/roles/queue.ts';
import type { RoleWrite } from '../../../src/discord/roles/store.ts';
import { createEconomy } from '../../../src/features/economy/service/index.ts';
import { createGuilds } from '../../../src/features/guilds/service.ts';
import { SQUAD_DEFAULTS, type Squad, type SquadInput } from '../../../src/features/squads/model.ts';
import { createSquads, type GuildView } from '../../../src/features/squads/service/index.ts';
import { createLocalBus } from '../../../src/platform/bus/local-bus.ts';
import { createLog } from '../../../src/platform/log.ts';
import { isRefusal } from '../../../src/shared/refusal.ts';
import type { DatabaseKind } from '../../harness/database.ts';

export const GUILD = '100000000000000001';

export const ada = { id: '200000000000000001', username: 'ada' };
export const linus = { id: '200000000000000002', username: 'linus' };
export const grace = { id: '200000000000000003', username: 'grace' };
export const people = [ada, linus, grace];
export const staff = { id: grace.id, name: 'grace' };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOON = Date.UTC(2026, 10, 20, 12);

export const roleId = (number: number): string => String(300000000000000000n + BigInt(number));

/** How Discord answers a role write: does it, refuses it for good, or does not answer. */
export type Answer = 'done' | 'refused' | 'silent';

/** The members and roles of one small guild, as Discord would keep them. */
function createGuildDouble() {
  const held = new Map<string, Set<string>>(people.map(({ id }) => [id, new Set<string>()]));
  const absent = new Set<string>();
  const problems = new Map<string, string>();
  const gone = new Set<string>();
  /** Roles that cannot be taken away. */
  const stuck = new Set<string>();
  const world = {
    held,
    absent,
    problems,
    gone,
    stuck,
    away: false,
    answer: 'done' as Answer,
    rolesOf: (userId: string) => [...(held.get(userId) ?? [])].sort(),
  };
  const view: GuildView = {
    member: async (_guildId, userId) => {
      if (world.away) return 'away';
      const person = people.find(({ id }) => id === userId);
      const known = held.get(userId);
      if (!known || absent.has(userId)) return null;
      return { username: person?.username ?? `member-${userId}`, bot: false, roleIds: [...known] };
    },
    roles: async () => {
      if (world.away) return 'away';
      const all = Array.from({ length: 60 }, (_, index) => roleId(index)).filter((id) => !gone.has(id));
      return all.map((id) => ({ id, name: `role ${id}`, color: 0x3b82f6, problem: problems.get(id) ?? null }));
    },
  };
  return Object.assign(world, { view, write });

  function write({ userId, roleId: id, action }: RoleWrite): WriteResult {
    const error = world.answer === 'refused' ? '50013 Missing Permissions' : refusal(userId, id, action);
    if (world.answer === 'silent') return { outcome: 'later', error: 'silent' };
    if (error) return { outcome: 'never', error };
    if (action === 'add') held.get(userId)?.add(id);
    else held.get(userId)?.delete(id);
    return { outcome: 'done' };
  }

  function refusal(userId: string, id: string, action: RoleWrite['action']): string | null {
    if (action === 'remove') return stuck.has(id) ? '50013 Missing Permissions' : null;
    if (absent.has(userId) || !held.has(userId)) return '10007 Unknown Member';
    return gone.has(id) ? 'role_missing' : null;
  }
}

/** The real services and the real role queue on a real database; of Discord only its answers are the test's. */
export async function openScene({ open }: DatabaseKind, start = NOON) {
  const { db, close } = await open();
  const clock = { time: start, now: () => clock.time };
  const log = createLog({ level: 'silent', format: 'json' });
  const bus = createLocalBus(log);
  const discord = createGuildDouble();
  const queue = createRoleQueue({
    ...{ db, bus, clock, log, pollEvery: 3_600_000, firstRetry: 5_000 },
    writer: () => async (write) => discord.write(write),
  });
  const guilds = createGuilds({ db, bus, clock, log });
  const economyView = { ...discord.view, channels: async () => [] };
  const economy = createEconomy({ db, bus, clock, log, roles: queue, guilds, discord: economyView });
  const squads = createSquads({ db, bus, clock, log, roles: queue, guilds, economy, discord: discord.view });
  queue.start();
  let keys = 0;

  return {
    ...{ db, bus, clock, log, discord, queue, guilds, economy, squads },
    newKey: () => `test:${++keys}`,

    /** Until the role queue has nothing to do. */
    async calm(guildId = GUILD): Promise<void> {
      queue.wake(guildId);
      while (queue.busy()) await Bun.sleep(1);
    },

    async close() {
      squads.close();
      economy.close();
      await queue.close(1_000);
      await guilds.close();
      await bus.close();
      await close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A squad with the role of its number. */
export async function made(
  { squads }: Pick<Scene, 'squads'>,
  number: number,
  change: Partial<SquadInput> = {},
  guildId = GUILD,
): Promise<Squad> {
  const input = { ...SQUAD_DEFAULTS, name: `Squad ${number}`, roleId: roleId(number), ...change };
  const squad = await squads.create(guildId, input, staff);
  if ('refused' in squad) throw new Error(`not made: ${squad.refused}`);
  return squad;
}

/** Whoever asks, by the code of the refusal or what was done. */
export function outcome(answer: object | null): string {
  if (isRefusal(answer)) return answer.refused;
  return answer && 'kind' in answer ? String(answer.kind) : 'done';
}
