import { describe, expect, test } from 'bun:test';
import { createEngine, prepareRules } from '../../../../src/features/automod/engine/index.ts';
import {
  ACTIONS,
  type Action,
  type Happening,
  MODES,
  type Rule,
  TRIGGERS,
  type TriggerKind,
} from '../../../../src/features/automod/rules.ts';
import { CATEGORY, CHANNEL, GUILD, HELPER, mallory, NOON, newId, postOf, ruleOf, THREAD } from '../scene.ts';

/** What makes each trigger fire at once. */
const PROVOKED: Record<TriggerKind, { config: object; subject?: object; post?: object; times?: number }> = {
  username_regex: { config: { patterns: ['mallory'] } },
  account_age: { config: { younger_than_hours: 1 }, subject: { createdAt: NOON - 1 } },
  message_rate: { config: { messages: 3, seconds: 5 }, times: 3 },
  duplicate: { config: { copies: 2 }, post: { content: 'the very same text, once more' }, times: 2 },
  file_extension: { config: {}, post: { attachments: [{ name: 'a.exe', size: 1 }] } },
  mention_spam: { config: {}, post: { mentions: { users: 9, roles: 0, everyone: false } } },
  invite_link: { config: {}, post: { content: 'discord.gg/abcd' } },
};

const JOINING: readonly TriggerKind[] = ['username_regex', 'account_age'];

const EXEMPTIONS = {
  nothing: { change: {}, subject: {}, post: {}, spared: false },
  'a role that they lack': { change: { exemptRoles: [HELPER] }, subject: {}, post: {}, spared: false },
  'their role': { change: { exemptRoles: [HELPER] }, subject: { roleIds: [newId(), HELPER] }, post: {}, spared: true },
  'another channel': { change: { exemptChannels: [newId()] }, subject: {}, post: {}, spared: false },
  'the channel': { change: { exemptChannels: [CHANNEL] }, subject: {}, post: {}, spared: 'post' },
  'the channel of the thread': {
    change: { exemptChannels: [CHANNEL] },
    subject: {},
    post: { channelId: THREAD, parentIds: [CHANNEL, CATEGORY] },
    spared: 'post',
  },
  'the category': { change: { exemptChannels: [CATEGORY] }, subject: {}, post: {}, spared: 'post' },
  staff: { change: {}, subject: { isStaff: true }, post: {}, spared: true },
  'staff, where not even they are': {
    change: { exemptStaff: false },
    subject: { isStaff: true },
    post: {},
    spared: false,
  },
  'a bot': { change: { exemptStaff: false }, subject: { isBot: true }, post: {}, spared: true },
} as const;

const ACTION: Record<Action['kind'], Action> = {
  delete: { kind: 'delete' },
  timeout: { kind: 'timeout', seconds: 600 },
  kick: { kind: 'kick' },
  ban: { kind: 'ban', delete_seconds: 0 },
  warn: { kind: 'warn' },
  alert: { kind: 'alert' },
};

function happeningOf(trigger: TriggerKind, subject: object, post: object): Happening {
  const joins = JOINING.includes(trigger);
  return {
    kind: joins ? 'join' : 'message',
    guildId: GUILD,
    subject: { ...mallory, ...PROVOKED[trigger].subject, ...subject },
    post: joins ? null : postOf({ ...PROVOKED[trigger].post, ...post }),
    at: NOON,
  };
}

/** The rule's last verdict on what provokes it. */
function verdictOn(rule: Rule, { subject, post }: { subject: object; post: object }) {
  const engine = createEngine();
  const guild = prepareRules(GUILD, [rule]);
  const times = PROVOKED[rule.trigger].times ?? 1;
  const evaluations = Array.from({ length: times }, () =>
    engine.evaluate(guild, happeningOf(rule.trigger, subject, post)),
  );
  return evaluations.at(-1)?.verdicts[0];
}

describe.each([...TRIGGERS])('%s', (trigger) => {
  describe.each(Object.entries(EXEMPTIONS))('exempting %s', (_name, { change, subject, post, spared }) => {
    const joins = JOINING.includes(trigger);
    const exempt = spared === true || (spared === 'post' && !joins);
    const table = ACTIONS.flatMap((action) => MODES.map((mode) => ({ action, mode })));

    test.each(table)('$action, $mode', ({ action, mode }) => {
      const { config } = PROVOKED[trigger];
      const rule = ruleOf(trigger, config, { ...change, mode, actions: [ACTION[action]] });
      const verdict = verdictOn(rule, { subject, post });
      const hit = mode === 'live' ? 'fired' : 'shadow';
      const expected = mode === 'off' ? 'off' : exempt ? 'exempt' : hit;
      expect(verdict).toMatchObject({ ruleId: rule.id, outcome: expected, mode, burst: false });
      expect(verdict?.reason).toMatch(/\w{3,}/);
      expect(verdict?.actions ?? []).toEqual(expected === hit ? [ACTION[action]] : []);
    });
  });
});
