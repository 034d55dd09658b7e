import { afterEach, beforeEach, expect, test } from 'bun:test';
import { createReadiness, type GuildReadiness } from '../../../../src/features/stats/service/readiness.ts';
import { checksOf, guildNeeds, lackOf } from '../../../../src/features/stats/web/findings.ts';
import { eachDatabase } from '../../../harness/database.ts';
import { configured, GUILD } from '../../economy/scene.ts';
import { openStats, type StatsScene } from '../scene.ts';

const ROLE = '500000000000000001';

eachDatabase('what keeps the bot from its work', (kind) => {
  let scene: StatsScene;
  beforeEach(async () => {
    scene = await openStats(kind);
  });
  afterEach(async () => {
    await scene.stats.close();
    await scene.close();
  });

  /** With the guild as Discord has it. */
  function look(discord: { memberCount?: number | 'away'; mayGiveRoles?: boolean | 'away'; failed?: number } = {}) {
    const { memberCount = 17, mayGiveRoles = true, failed = 0 } = discord;
    const { readiness } = createReadiness({
      ...scene,
      discord: { memberCount: async () => memberCount, mayGiveRoles: async () => mayGiveRoles },
      roles: { failedByGuild: async () => (failed > 0 ? [{ guildId: GUILD, failed }] : []) },
    });
    return readiness(GUILD);
  }

  const words = (readiness: GuildReadiness) => checksOf(readiness).map(({ ok, text }) => `${ok ? '+' : '-'} ${text}`);

  const reward = (roleId: string) => configured(scene, { roleRewards: { [roleId]: 100 } });

  test('is nothing in a guild that nobody set up', async () => {
    const readiness = await look();
    expect(words(readiness)).toEqual([
      '+ Bytes run with the standard settings.',
      '+ No roles are given for bytes.',
      '+ Every earned role was given.',
    ]);
    expect([lackOf(readiness), guildNeeds({ id: GUILD, name: 'Guild' }, readiness)]).toEqual([null, []]);
  });

  test('is a role that is gone, a permission that lacks, a write that failed', async () => {
    await reward(ROLE);
    const readiness = await look({ mayGiveRoles: false, failed: 2 });
    expect(words(readiness)).toEqual(['- The bot may not give roles.', '- Role rewards', '- 2 roles were not given.']);
    expect(lackOf(readiness)).toBe('The bot may not give roles. And 2 more things.');
    expect(
      guildNeeds({ id: GUILD, name: 'Guild' }, readiness).map(({ title, action }) => [title, action.href]),
    ).toEqual([
      ['Guild: The bot may not give roles.', `/admin/guilds/${GUILD}`],
      ['Guild: Role rewards', `/admin/guilds/${GUILD}/bytes`],
      ['Guild: 2 roles were not given.', `/admin/guilds/${GUILD}/roles`],
    ]);
  });

  test('is not known while Discord is away, and then nobody is called for it', async () => {
    await reward(ROLE);
    scene.discord.roles = async () => 'away';
    const readiness = await look({ mayGiveRoles: 'away', memberCount: 'away' });
    expect(readiness.memberCount).toBeNull();
    expect(words(readiness).filter((text) => text.startsWith('-'))).toHaveLength(2);
    expect(lackOf(readiness)).toBeNull();
  });
});
