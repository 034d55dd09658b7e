import type { AuditLog } from '../../../src/discord/audit-log.ts';
import type { Deeds, Outcome } from '../../../src/discord/deeds.ts';
import type { Standing, Standings } from '../../../src/discord/standings.ts';
import { createGuilds } from '../../../src/features/guilds/service.ts';
import type { ActRequest, Case, ModerationNo, NativeDeed } from '../../../src/features/moderation/model.ts';
import { createModeration } from '../../../src/features/moderation/service/index.ts';
import { createLocalBus } from '../../../src/platform/bus/local-bus.ts';
import { createLog } from '../../../src/platform/log.ts';
import { snowflakeAt } from '../../../src/shared/ids.ts';
import type { DatabaseKind } from '../../harness/database.ts';

export const GUILD = '100000000000000001';
export const BOT_ID = '100000000000000009';
export const NOON = Date.UTC(2026, 10, 20, 12);

export const grace = { id: '200000000000000001', username: 'grace' };
export const margaret = { id: '200000000000000002', username: 'margaret' };
export const max = { id: '200000000000000003', username: 'max' };
export const stranger = { id: '200000000000000004', username: 'stranger' };

const EVERYTHING = (1n << 53n) - 1n;
const MODERATING = (1n << 1n) | (1n << 2n) | (1n << 40n);
const DONE: Outcome = { done: true };

/** The members, bans and audit log of one small guild, as Discord would keep them. */
function createGuildDouble(clock: { now(): number }) {
  const world = {
    bans: new Set<string>(),
    timeouts: new Map<string, number>(),
    /** What the bot did, in its order. */
    done: [] as string[],
    away: false,
    dmsClosed: false,
    refusing: false,
    missed: [] as NativeDeed[],
  };
  const standing = (userId: string, username: string, top: number, permissions: bigint): Standing => ({
    ...{ userId, username, top, permissions },
    isBot: userId === BOT_ID,
    timeoutUntil: world.timeouts.get(userId) ?? null,
  });
  const members = () =>
    new Map([
      [grace.id, standing(grace.id, 'grace', 9, EVERYTHING)],
      [margaret.id, standing(margaret.id, 'margaret', 5, MODERATING)],
      [max.id, standing(max.id, 'max', 0, 0n)],
    ]);

  async function attempt(what: string, work: () => void): Promise<Outcome> {
    // Discord takes its time, so that whatever runs at once does.
    await Bun.sleep(1);
    if (world.away) return { done: false, problem: 'Discord does not answer.', lasting: false };
    if (world.refusing) return { done: false, problem: 'The bot lacks the permission for this.', lasting: true };
    world.done.push(what);
    work();
    return DONE;
  }

  const deeds: Deeds = {
    remove: () => attempt('remove', () => {}),
    timeout: (_guildId, userId, until) =>
      attempt(until === null ? 'untimeout' : 'timeout', () =>
        until === null ? world.timeouts.delete(userId) : world.timeouts.set(userId, until),
      ),
    kick: () => attempt('kick', () => {}),
    ban: (_guildId, userId) => attempt('ban', () => world.bans.add(userId)),
    unban: (_guildId, userId) => attempt('unban', () => world.bans.delete(userId)),
    tell: async () => {
      if (world.dmsClosed)
        return { done: false, problem: 'This person takes no messages from the bot.', lasting: false };
      return attempt('tell', () => {});
    },
    post: () => attempt('post', () => {}),
  };
  const standings: Standings = {
    async read(_guildId, userIds) {
      if (world.away) return 'away';
      const people = new Map(userIds.map((id) => [id, members().get(id) ?? null]));
      return {
        guildName: 'Small Guild',
        ownerId: grace.id,
        bot: standing(BOT_ID, 'bot', 7, MODERATING),
        people,
      };
    },
    username: async (userId) => (userId === stranger.id ? stranger.username : null),
    isBanned: async (_guildId, userId) => (world.away ? 'away' : world.bans.has(userId)),
  };
  const auditLog: AuditLog = {
    deedOf: () => null,
    async since(_guildId, entryId) {
      if (world.away) throw new Error('Discord does not answer.');
      const deeds = world.missed.filter((deed) => BigInt(deed.entryId) > BigInt(entryId));
      return { deeds, last: deeds.at(-1)?.entryId ?? entryId };
    },
    async newest() {
      if (world.away) throw new Error('Discord does not answer.');
      return snowflakeAt(clock.now(), 0);
    },
  };
  return Object.assign(world, { deeds, standings, auditLog });
}

/** The real service on a real database; of Discord only its answers are the test's. */
export async function openScene({ open }: DatabaseKind) {
  const { db, close } = await open();
  const clock = { time: NOON, now: () => clock.time };
  const log = createLog({ level: 'silent', format: 'json' });
  const bus = createLocalBus(log);
  const discord = createGuildDouble(clock);
  const guilds = createGuilds({ db, bus, clock, log });
  const another = () => createModeration({ ...{ db, bus, clock, log, guilds }, ...discord });
  let keys = 0;

  return {
    ...{ db, bus, clock, log, guilds, discord, another },
    moderation: another(),
    request: (change: Partial<ActRequest> = {}): ActRequest => ({
      ...{ guildId: GUILD, action: 'warn', target: { id: max.id }, reason: 'ads', source: 'command' },
      moderator: { id: margaret.id, name: 'margaret', member: true },
      key: `test:${++keys}`,
      ...change,
    }),
    native: (at: number, change: Partial<NativeDeed> = {}): NativeDeed => ({
      ...{ entryId: snowflakeAt(at, 1), action: 'ban', userId: max.id, userTag: 'max' },
      ...{ moderatorId: margaret.id, moderatorTag: 'margaret', reason: 'by hand', expiresAt: null },
      ...change,
    }),
    async close() {
      await bus.close();
      await close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A case, where a refusal would be a failure of the test. */
export function kept(answer: Case | ModerationNo): Case {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
  return answer;
}
