import type { ModeratorDeed } from '../../../../src/discord/audit-log.ts';
import type { Deeds, Outcome } from '../../../../src/discord/deeds.ts';
import type { Standing, Standings } from '../../../../src/discord/standings.ts';
import { createGuilds } from '../../../../src/features/guilds/service.ts';
import type { ActRequest, Case } from '../../../../src/features/moderation/model.ts';
import { createModeration } from '../../../../src/features/moderation/service/index.ts';
import { createLocalBus } from '../../../../src/platform/bus/local-bus.ts';
import { createLog } from '../../../../src/platform/log.ts';
import type { DatabaseKind } from '../../../harness/database.ts';

export const GUILD = '100000000000000001';
export const BOT = '200000000000000000';
export const OWNER = '200000000000000001';
export const MARGARET = '200000000000000002';
export const ADA = '200000000000000003';
export const NOON = Date.UTC(2026, 10, 20, 12);
export const HOUR = 3_600_000;

const EVERYTHING = (1n << 53n) - 1n;
const DONE: Outcome = { done: true };
export const AWAY: Outcome = { done: false, problem: 'Discord does not answer.', lasting: false };

const person = (userId: string, username: string, top: number, permissions = 0n): Standing => ({
  ...{ userId, username, top, permissions },
  isBot: userId === BOT,
  timeoutUntil: null,
});

/** The real service on a real database; of Discord only what it answers is the test's. */
export async function openScene({ open }: DatabaseKind) {
  const { db, close } = await open();
  const clock = { time: NOON, now: () => clock.time };
  const log = createLog({ level: 'silent', format: 'json' });
  const bus = createLocalBus(log);
  const discord = {
    /** What every deed comes to. */
    outcome: DONE,
    took: [] as string[],
    told: [] as string[],
    posted: [] as { channelId: string; content: string; roleId: string | null }[],
    /** Milliseconds that the next posts take. */
    delays: [] as number[],
    banned: new Set<string>(),
    missed: [] as ModeratorDeed[],
    people: new Map<string, Standing>(
      [
        person(OWNER, 'grace', 50, EVERYTHING),
        person(MARGARET, 'margaret', 30, (1n << 40n) | (1n << 1n) | (1n << 2n)),
        person(ADA, 'ada', 5),
      ].map((one) => [one.userId, one]),
    ),
  };
  const did =
    (what: string) =>
    async (guildId: string, userId: string): Promise<Outcome> => {
      if (guildId !== GUILD) throw new Error('another guild');
      discord.took.push(`${what} ${userId}`);
      if (discord.outcome.done && what === 'ban') discord.banned.add(userId);
      if (discord.outcome.done && what === 'unban') discord.banned.delete(userId);
      return discord.outcome;
    };
  const deeds: Deeds = {
    remove: async () => DONE,
    async post(_guildId, channelId, content, roleId) {
      await Bun.sleep(discord.delays.shift() ?? 0);
      discord.posted.push({ channelId, content, roleId });
      return DONE;
    },
    timeout: did('timeout'),
    kick: did('kick'),
    ban: did('ban'),
    unban: did('unban'),
    async tell(guildId, userId, content) {
      discord.told.push(content);
      return did('tell')(guildId, userId);
    },
  };
  const standings: Standings = {
    read: async (_guildId, ids) => ({
      guildName: 'Guild',
      ownerId: OWNER,
      bot: person(BOT, 'bot', 40, EVERYTHING),
      people: new Map(ids.map((id) => [id, discord.people.get(id) ?? null])),
    }),
    username: async () => null,
    isBanned: async (_guildId, userId) => discord.banned.has(userId),
  };
  const auditLog = {
    deedOf: () => null,
    newest: async () => '1000',
    since: async (_guildId: string, entryId: string) => ({
      deeds: discord.missed.filter((one) => BigInt(one.entryId) > BigInt(entryId)),
      last: discord.missed.at(-1)?.entryId ?? entryId,
    }),
  };
  const guilds = createGuilds({ db, bus, clock, log });
  const moderation = createModeration({ db, bus, clock, log, guilds, deeds, standings, auditLog });
  let keys = 0;

  return {
    ...{ db, clock, guilds, discord, moderation },
    /** By margaret against ada, unless said otherwise. */
    act: (over: Partial<ActRequest> = {}) =>
      moderation.act({
        guildId: GUILD,
        action: 'warn',
        target: { id: ADA },
        moderator: { id: MARGARET, name: 'margaret', member: true },
        reason: 'because',
        source: 'command',
        key: `test:${++keys}`,
        ...over,
      }),
    async close() {
      await bus.close();
      await close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** The case that came of it. */
export function made(answer: object): Case {
  if ('refused' in answer) throw new Error(`refused: ${String(answer.refused)}`);
  return answer as Case;
}

export const refusal = (answer: object): unknown => ('refused' in answer ? answer.refused : 'done');
