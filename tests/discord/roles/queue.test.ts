import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { PermissionFlagsBits } from 'discord.js';
import { createBreaker } from '../../../src/discord/breaker.ts';
import { createDirectory } from '../../../src/discord/directory/directory.ts';
import { createRest, type SharedRest } from '../../../src/discord/rest.ts';
import { createDiscordWriter } from '../../../src/discord/roles/discord-writer.ts';
import { createRoleQueue, type RoleQueue, type SettledRoleWrite } from '../../../src/discord/roles/queue.ts';
import { createBus } from '../../../src/platform/bus/create-bus.ts';
import { createLog } from '../../../src/platform/log.ts';
import { SEED_GUILD } from '../../../src/simulator/seed/seed.ts';
import { eachDatabase, type TestDatabase } from '../../harness/database.ts';
import { until } from '../../harness/until.ts';
import { type Discord, startDiscord } from '../scene.ts';

const log = createLog({ level: 'silent', format: 'json' });

eachDatabase('the role queue', ({ open }) => {
  let discord: Discord;
  let storage: TestDatabase;
  let rest: SharedRest;
  let time: number;
  let queues: RoleQueue[];

  beforeEach(async () => {
    discord = await startDiscord();
    storage = await open();
    rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, cdnUrl: discord.apiUrl, log });
    time = Date.now();
    queues = [];
  });

  afterEach(async () => {
    await Promise.all(queues.map((queue) => queue.close(1_000)));
    rest.close();
    await discord.close();
    await storage.close();
  });

  /** A process of its own, as far as the queue is concerned. */
  function queueOf(overrides: { pollEvery?: number } = {}) {
    const clock = { now: () => time };
    const bus = createBus({ log });
    const breaker = createBreaker(clock);
    const writer = createDiscordWriter({ rest, directory: createDirectory({ rest, clock }), clock, breaker });
    const queue = createRoleQueue({
      db: storage.db,
      bus,
      clock,
      log,
      writer,
      pollEvery: 20,
      firstRetry: 1_000,
      ...overrides,
    });
    queues.push(queue);
    return { queue, breaker };
  }

  const role = (name: string) => discord.world.findRole(name)?.id ?? '';
  const person = (name: string) => discord.world.findMember(name)?.user.id ?? '';
  const rolesOf = (name: string) => discord.world.findMember(name)?.roles ?? [];
  const writes = () => discord.exchanges.filter(({ method, path }) => method !== 'GET' && path.includes('/roles/'));
  const enqueue = (queue: RoleQueue, who: string, add: string[], remove: string[] = [], reason = 'because') =>
    storage.db.transaction((tx) =>
      queue.enqueue(tx, { guildId: SEED_GUILD, userId: person(who), add, remove, reason }),
    );
  const drained = (queue: RoleQueue) =>
    until(async () => ((await queue.depth(SEED_GUILD)).pending === 0 ? true : undefined));

  test('gives and takes roles, with the reason in the audit log', async () => {
    const { queue } = queueOf();
    queue.start();
    await enqueue(queue, 'ada', [role('Gophers')], [], `${'é'.repeat(600)}`);
    queue.wake(SEED_GUILD);
    await drained(queue);
    expect(rolesOf('ada')).toContain(role('Gophers'));
    expect(writes()[0]?.reason).toBe(`${'é'.repeat(511)}…`);
    await enqueue(queue, 'ada', [], [role('Gophers')]);
    await drained(queue);
    expect(rolesOf('ada')).not.toContain(role('Gophers'));
    expect(await queue.depth(SEED_GUILD)).toEqual({ pending: 0, failed: 0 });
    expect(discord.violations()).toEqual([]);
  });

  test('does nothing of a transaction that rolls back', async () => {
    const { queue } = queueOf();
    const attempt = storage.db.transaction(async (tx) => {
      await queue.enqueue(tx, { guildId: SEED_GUILD, userId: person('ada'), add: [role('Gophers')], reason: 'r' });
      throw new Error('rolled back');
    });
    await expect(attempt).rejects.toThrow('rolled back');
    expect(await queue.depth(SEED_GUILD)).toEqual({ pending: 0, failed: 0 });
  });

  test('keeps only the latest wish for a member and role', async () => {
    const { queue } = queueOf();
    await enqueue(queue, 'ada', [role('Gophers'), role('Rustaceans')]);
    await enqueue(queue, 'ada', [role('Kilobyte Club')], [role('Gophers')]);
    expect(await queue.depth(SEED_GUILD)).toEqual({ pending: 3, failed: 0 });
    queue.start();
    await drained(queue);
    expect(
      writes()
        .map(({ method }) => method)
        .sort(),
    ).toEqual(['DELETE', 'PUT', 'PUT']);
    expect(rolesOf('ada')).not.toContain(role('Gophers'));
    expect(rolesOf('ada')).toEqual(expect.arrayContaining([role('Rustaceans'), role('Kilobyte Club')]));
  });

  test('survives the process that queued it', async () => {
    await enqueue(queueOf().queue, 'ada', [role('Gophers')]);
    const { queue } = queueOf();
    queue.start();
    await drained(queue);
    expect(rolesOf('ada')).toContain(role('Gophers'));
  });

  test('takes over what a dead worker had claimed, once its claim has run out', async () => {
    const { queue } = queueOf();
    await enqueue(queue, 'ada', [role('Gophers')]);
    await storage.db.rows(`UPDATE role_writes SET next_attempt_at = $1, attempts = 1`, [new Date(time + 30_000)]);
    await enqueue(queue, 'yuki', [role('Gophers')]);
    queue.start();
    await until(() => (rolesOf('yuki').includes(role('Gophers')) ? true : undefined));
    expect(rolesOf('ada')).not.toContain(role('Gophers'));
    time += 30_001;
    await drained(queue);
    expect(rolesOf('ada')).toContain(role('Gophers'));
  });

  test('is done once by two workers', async () => {
    const people = ['ada', 'yuki', 'sofia', 'tomas', 'leila', 'noor'];
    const { queue } = queueOf();
    for (const who of people) await enqueue(queue, who, [role('Megabyte Club')]);
    const other = queueOf().queue;
    queue.start();
    other.start();
    await drained(queue);
    expect(writes()).toHaveLength(people.length);
  });

  describe('when Discord says no', () => {
    async function settle(queue: RoleQueue): Promise<SettledRoleWrite> {
      const settled = Promise.withResolvers<SettledRoleWrite>();
      queue.onSettled(async (_, write) => void settled.resolve(write));
      queue.start();
      return settled.promise;
    }

    test('gives up on a missing permission, where people see it, and tries again when asked', async () => {
      const { queue } = queueOf();
      discord.faults.set({ refuse: [{ match: '/roles/', status: 403, code: 50013 }] });
      await enqueue(queue, 'ada', [role('Gophers')]);
      expect((await settle(queue)).error).toContain('50013');
      await until(async () => ((await queue.depth(SEED_GUILD)).failed === 1 ? true : undefined));
      expect(await queue.failures(SEED_GUILD, 10)).toMatchObject([
        {
          userId: person('ada'),
          roleId: role('Gophers'),
          action: 'add',
          reason: 'because',
          error: expect.stringContaining('50013'),
        },
      ]);
      discord.faults.clear();
      expect(await queue.retry(SEED_GUILD)).toBe(1);
      await drained(queue);
      expect(rolesOf('ada')).toContain(role('Gophers'));
      expect(await queue.depth(SEED_GUILD)).toEqual({ pending: 0, failed: 0 });
    });

    test.each<[string, () => void, string]>([
      ['deleted', () => discord.world.deleteRole(SEED_GUILD, role('Gophers')), 'role_missing'],
      [
        'made Administrator',
        () =>
          discord.world.updateRole(SEED_GUILD, role('Gophers'), {
            permissions: String(PermissionFlagsBits.Administrator),
          }),
        'role_dangerous',
      ],
    ])('gives up on a role that was %s meanwhile', async (_, change, code) => {
      const { queue } = queueOf();
      await enqueue(queue, 'ada', [role('Gophers')]);
      change();
      expect((await settle(queue)).error).toBe(code);
      expect(writes()).toHaveLength(0);
    });

    test.each([
      ['above the bot', 'Owner', 'role_dangerous'],
      ['of a bot', 'Build Bot', 'role_managed'],
    ])('never gives a role %s', async (_, name, code) => {
      const { queue } = queueOf();
      await enqueue(queue, 'ada', [role(name)]);
      expect((await settle(queue)).error).toBe(code);
    });

    test('gives up on a member who left; taking a role from them is done', async () => {
      const { queue } = queueOf();
      const gone = person('leila');
      discord.simulator.actors.leave('leila');
      const wish = {
        guildId: SEED_GUILD,
        userId: gone,
        add: [role('Gophers')],
        remove: [role('Rustaceans')],
        reason: 'r',
      };
      await storage.db.transaction((tx) => queue.enqueue(tx, wish));
      queue.start();
      await drained(queue);
      expect(await queue.failures(SEED_GUILD, 10)).toMatchObject([
        { roleId: role('Gophers'), error: expect.stringContaining('10007') },
      ]);
    });

    test('waits as long as a rate limit says', async () => {
      const { queue } = queueOf();
      await enqueue(queue, 'ada', [], [role('Rustaceans')]);
      discord.faults.set({ rateLimit: 60 });
      queue.start();
      await until(async () => (await postponed())?.includes('rate_limited') || undefined);
      discord.faults.clear();
      const [row] = await storage.db.rows<{ next: Date }>('SELECT next_attempt_at AS next FROM role_writes');
      expect(row?.next.getTime()).toBeWithin(time + 59_000, time + 61_000);
    });

    test('keeps at it while Discord fails', async () => {
      const { queue } = queueOf();
      discord.faults.set({ errors: 1 });
      await enqueue(queue, 'ada', [role('Gophers')]);
      queue.start();
      await until(async () => (await postponed()) ?? undefined);
      discord.faults.clear();
      expect(await queue.depth(SEED_GUILD)).toEqual({ pending: 1, failed: 0 });
      time += 60_000;
      await drained(queue);
      expect(rolesOf('ada')).toContain(role('Gophers'));
    });

    test('stops asking after 20 refusals', async () => {
      const { queue, breaker } = queueOf();
      discord.faults.set({ refuse: [{ match: '/roles/', status: 403, code: 50013 }] });
      const everybody = discord.world.guild(SEED_GUILD)?.members.filter(({ user }) => !user.bot) ?? [];
      for (const { user } of everybody) {
        const add = [role('Gophers'), role('Rustaceans')];
        await storage.db.transaction((tx) =>
          queue.enqueue(tx, { guildId: SEED_GUILD, userId: user.id, add, reason: 'r' }),
        );
      }
      queue.start();
      await until(async () => ((await queue.depth(SEED_GUILD)).failed === 20 ? true : undefined));
      await until(() => breaker.open()[0]);
      expect(await queue.depth(SEED_GUILD)).toEqual({ pending: everybody.length * 2 - 20, failed: 20 });
    });

    const postponed = async () =>
      (await storage.db.rows<{ error: string | null }>('SELECT last_error AS error FROM role_writes'))[0]?.error;
  });

  test('tells features inside the transaction that settles; when that fails the write stays', async () => {
    const { queue } = queueOf();
    const seen: (string | null)[] = [];
    queue.onSettled(async (_, { error }) => {
      seen.push(error);
      if (seen.length === 1) throw new Error('the refund failed');
      return undefined;
    });
    await enqueue(queue, 'ada', [role('Gophers')]);
    queue.start();
    await until(() => (seen.length === 1 ? true : undefined));
    expect(await queue.depth(SEED_GUILD)).toEqual({ pending: 1, failed: 0 });
    time += 30_001;
    await drained(queue);
    expect(seen).toEqual([null, null]);
  });

  test('a wish that comes while the one before is being done is not lost', async () => {
    const { queue } = queueOf();
    discord.faults.set({ latency: 50 });
    await enqueue(queue, 'ada', [role('Gophers')]);
    queue.start();
    await until(() => discord.exchanges.find(({ path }) => path.endsWith('/roles')));
    await enqueue(queue, 'ada', [], [role('Gophers')]);
    await drained(queue);
    expect(rolesOf('ada')).not.toContain(role('Gophers'));
  });
});
