import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import type { ApiKeys } from '../../../src/features/apikeys/service.ts';
import { createApiKeys } from '../../../src/features/apikeys/service.ts';
import { createGuilds } from '../../../src/features/guilds/service.ts';
import type { Bus } from '../../../src/platform/bus/bus.ts';
import { createBus } from '../../../src/platform/bus/create-bus.ts';
import { createLog } from '../../../src/platform/log.ts';
import { isRefusal } from '../../../src/shared/refusal.ts';
import { eachDatabase, type TestDatabase } from '../../harness/database.ts';
import { until } from '../../harness/until.ts';

const HOUR = 3_600_000;
const GUILD = '100000000000000001';
const OTHER = '100000000000000002';
const MAKER = { id: 'operator', name: 'Olga' };
const WISH = { name: 'ci', scopes: ['bytes:write' as const], guildIds: [GUILD], ratePerMinute: 60, expiresAt: null };

eachDatabase('API keys', ({ open }) => {
  let database: TestDatabase;
  let bus: Bus;
  let keys: ApiKeys;
  let guilds: ReturnType<typeof createGuilds>;
  let now: number;
  const log = createLog({ level: 'silent', format: 'json' });
  const clock = { now: () => now };

  beforeEach(async () => {
    now = Date.parse('2026-03-01T12:00:00Z');
    database = await open();
    bus = createBus({ redis: undefined, log });
    const deps = { db: database.db, bus, clock, log };
    guilds = createGuilds(deps);
    keys = createApiKeys({ ...deps, guilds });
  });
  afterEach(async () => {
    keys.close();
    await bus.close();
    await database.close();
  });

  async function issue(over: Partial<Parameters<ApiKeys['create']>[0]> = {}) {
    const issued = await keys.create({ ...WISH, ...over }, MAKER);
    if (isRefusal(issued)) throw new Error(issued.refused);
    return issued;
  }
  const actions = async (guildId: string | null = GUILD) => (await guilds.audit(guildId)).map(({ action }) => action);

  test('a new key is its holder’s, with what it was given', async () => {
    const { key, record } = await issue();
    expect(await keys.identify(key)).toEqual({
      id: `key:${record.id}`,
      name: 'ci',
      scopes: new Set(['bytes:write']),
      guildIds: new Set([GUILD]),
      ratePerMinute: 60,
    });
    expect(await actions()).toEqual(['api_key.created']);
  });

  test('only a digest is kept, and nothing of the key is in the audit log', async () => {
    const { key } = await issue();
    const rows = [...(await database.db.rows('SELECT * FROM api_keys')), ...(await guilds.audit(GUILD))];
    expect(JSON.stringify(rows)).not.toContain(key.slice(12, 40));
  });

  test('a stranger with a right checksum is nobody, and so is a secret under another’s prefix', async () => {
    const { key } = await issue();
    const { key: other } = await issue();
    await database.db.rows('DELETE FROM api_keys WHERE prefix = $1', [other.slice(0, 11)]);
    expect(await keys.identify(other)).toBe('invalid');
    await database.db.rows('UPDATE api_keys SET prefix = $1', [other.slice(0, 11)]);
    expect(await keys.identify(`${other}`)).toBe('invalid');
    expect(await keys.identify(key.replace(/.$/, '~'))).toBe('invalid');
  });

  test('one that expires works until then', async () => {
    const { key } = await issue({ expiresAt: now + HOUR });
    expect(await keys.identify(key)).toBeObject();
    now += HOUR;
    expect(await keys.identify(key)).toBe('expired');
    expect(await keys.create({ ...WISH, expiresAt: now }, MAKER)).toMatchObject({ refused: 'expiry_past' });
  });

  test('one that is revoked ends at once, though it was in use', async () => {
    const { key, record } = await issue();
    await keys.identify(key);
    await keys.revoke(record.prefix, MAKER);
    await until(async () => (await keys.identify(key)) === 'revoked' || undefined);
    await keys.revoke(record.id, MAKER);
    expect(await actions()).toEqual(['api_key.revoked', 'api_key.created']);
  });

  test('one that is replaced works a day longer beside the new one', async () => {
    const { key, record } = await issue();
    const next = await keys.rotate(record.id, MAKER);
    if (isRefusal(next)) throw new Error(next.refused);
    expect(await Promise.all([keys.identify(key), keys.identify(next.key)])).toEqual([
      expect.objectContaining({ name: 'ci' }),
      expect.objectContaining({ name: 'ci', guildIds: new Set([GUILD]) }),
    ]);
    expect(await keys.rotate(record.id, MAKER)).toMatchObject({ refused: 'api_key_replaced' });
    now += 24 * HOUR;
    expect(await keys.identify(key)).toBe('revoked');
    expect(await keys.identify(next.key)).toBeObject();
  });

  test('what cannot be replaced or ended says why', async () => {
    const { record } = await issue();
    await keys.revoke(record.id, MAKER);
    expect(await keys.rotate(record.id, MAKER)).toMatchObject({ refused: 'api_key_not_active' });
    expect(await keys.rotate('sd_nothing1', MAKER)).toMatchObject({ refused: 'api_key_unknown' });
    expect(await keys.revoke('sd_nothing1', MAKER)).toMatchObject({ refused: 'api_key_unknown' });
  });

  test('use is written down, once a minute at most', async () => {
    const { key } = await issue();
    const usedAt = async () => (await keys.list())[0]?.lastUsedAt;
    const first = now;
    await keys.identify(key);
    await until(async () => (await usedAt()) === first || undefined);
    now += 59_000;
    await keys.identify(key);
    now += 1_000;
    await keys.identify(key);
    await until(async () => (await usedAt()) === first + 60_000 || undefined);
  });

  test('the list has no secrets and says what works', async () => {
    const { record: first } = await issue({ name: 'first' });
    now += 1;
    await issue({ name: 'second', guildIds: null });
    await keys.revoke(first.id, MAKER);
    const listed = await keys.list();
    expect(listed.map(({ name, state }) => [name, state])).toEqual([
      ['second', 'active'],
      ['first', 'revoked'],
    ]);
    expect(JSON.stringify(listed)).not.toContain('hash');
  });

  test('what becomes of a key stands in its guild’s log, and of one for several in the instance’s', async () => {
    await issue();
    await issue({ guildIds: null });
    await issue({ guildIds: [GUILD, OTHER] });
    expect([(await actions()).length, (await actions(null)).length]).toEqual([1, 2]);
  });

  describe('of a guild, in its managers’ hands', () => {
    const ADA = { id: '300000000000000001', name: 'ada' };
    const MINE = { ...WISH, expiresAt: Date.parse('2026-09-01T00:00:00Z') };
    const names = (listed: readonly { name: string }[]) => listed.map(({ name }) => name);

    test('are listed, replaced and ended like others, and no other guild’s are seen', async () => {
      const [here, there] = [keys.ofGuild(GUILD), keys.ofGuild(OTHER)];
      const made = await here.create({ ...MINE, name: 'mine' }, ADA);
      if (!('record' in made)) throw new Error('not made');
      await issue({ name: 'of both', guildIds: [GUILD, OTHER] });
      await issue({ name: 'everywhere', guildIds: null });
      await issue({ name: 'makes keys', scopes: ['keys:manage'] });
      await issue({ name: 'given' });
      expect([names(await here.list()), names(await there.list())]).toEqual([['given', 'mine'], []]);
      const { id } = made.record;
      for (const deed of ['rotate', 'revoke'] as const)
        expect(await there[deed](id, ADA)).toMatchObject({ refused: 'api_key_unknown' });
      expect(await here.rotate(id, ADA)).toMatchObject({ record: { createdBy: ADA.id, guildIds: [GUILD] } });
      expect(await here.revoke(id, ADA)).toEqual({ id });
      expect(await keys.identify(made.key)).toBe('revoked');
    });

    test.each([
      ['a scope for which Discord has a permission of its own', { scopes: ['moderation:act' as const] }, 'scopes'],
      ['keys that make keys', { scopes: ['bytes:read' as const, 'keys:manage' as const] }, 'scopes'],
      ['another guild', { guildIds: [OTHER] }, 'guildIds'],
      ['every guild', { guildIds: null }, 'guildIds'],
      ['too many requests', { ratePerMinute: 601 }, 'ratePerMinute'],
      ['no end', { expiresAt: null }, 'expiresAt'],
      ['an end too far away', { expiresAt: Date.parse('2027-03-03T12:00:00Z') }, 'expiresAt'],
    ])('may not have %s', async (_, wish, field) => {
      const { excesses } = (await keys.ofGuild(GUILD).create({ ...MINE, ...wish }, ADA)) as { excesses: unknown };
      expect(excesses).toEqual([expect.objectContaining({ field })]);
      expect(await keys.list()).toEqual([]);
    });

    test('do not replace one that may more, but end it', async () => {
      const { record } = await issue({ ratePerMinute: 10_000 });
      expect(await keys.ofGuild(GUILD).rotate(record.id, ADA)).toMatchObject({ refused: 'api_key_exceeds' });
      expect(await keys.ofGuild(GUILD).revoke(record.id, ADA)).toEqual({ id: record.id });
    });

    test('are 25 at most, also when many are made at once', async () => {
      const made = await Promise.all(Array.from({ length: 30 }, () => keys.ofGuild(GUILD).create(MINE, ADA)));
      expect(made.filter((one) => 'record' in one)).toHaveLength(25);
      expect(made.filter(isRefusal)).toEqual(Array(5).fill(expect.objectContaining({ refused: 'api_keys_enough' })));
      expect(await keys.ofGuild(OTHER).create({ ...MINE, guildIds: [OTHER] }, ADA)).toHaveProperty('key');
      const [one] = await keys.ofGuild(GUILD).list();
      await keys.ofGuild(GUILD).revoke(one?.id ?? '', ADA);
      expect(await keys.ofGuild(GUILD).create(MINE, ADA)).toHaveProperty('key');
    });
  });
});
