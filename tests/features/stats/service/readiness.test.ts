import { afterEach, beforeEach, expect, test } from 'bun:test';
import type { RuleProblem } from '../../../../src/features/automod/model/index.ts';
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
  function look(
    discord: {
      memberCount?: number | 'away';
      mayGiveRoles?: boolean | 'away';
      failed?: number;
      rules?: readonly RuleProblem[];
    } = {},
  ) {
    const { memberCount = 17, mayGiveRoles = true, failed = 0, rules = [] } = discord;
    const { readiness } = createReadiness({
      ...scene,
      automod: { problems: async () => rules },
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

  test('is a permission that rules of auto-moderation lack, told once', async () => {
    const lack = { cannot: 'delete messages', why: 'Give it.', channelId: null } as const;
    const one = { ruleId: 'a', ruleName: 'Files\u202e', ...lack };
    const single = await look({ rules: [one] });
    expect(words(single)[0]).toBe('- The rule “Files” cannot delete messages.');
    const both = await look({ rules: [one, { ...one, ruleId: 'b', ruleName: 'Flood' }] });
    expect(guildNeeds({ id: GUILD, name: 'Guild' }, both)).toMatchObject([
      {
        title: 'Guild: 2 rules cannot delete messages.',
        detail: 'Give it.',
        action: { href: `/admin/guilds/${GUILD}/automod` },
      },
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
