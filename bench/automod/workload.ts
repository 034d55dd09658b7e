import { type GuildRules, prepareRules } from '../../src/features/automod/engine/index.ts';
import type { Happening, Rule, Subject, TriggerKind } from '../../src/features/automod/rules.ts';

const GUILD = '100000000000000001';
const NOON = Date.UTC(2026, 10, 20, 12);
export const MEMBERS = 10_000;
const TEXT = 200;

const WORDS =
  'the quick brown fox reads a file line by line in python and asks why this loop never ends please help me with async await types imports closures and the borrow checker of rust'.split(
    ' ',
  );

const CONTENT: readonly (readonly [TriggerKind, Record<string, unknown>])[] = [
  ['message_rate', { messages: 6, seconds: 5 }],
  ['message_rate', { messages: 4, seconds: 15, spread: 4 }],
  ['message_rate', { messages: 20, seconds: 60 }],
  ['duplicate', {}],
  ['duplicate', { copies: 5, seconds: 300 }],
  ['file_extension', {}],
  ['file_extension', { listed: 'allowed', extensions: ['png', 'py', 'txt'] }],
  ['mention_spam', {}],
  ['invite_link', {}],
  ['invite_link', { allowed: ['python'] }],
];

export const NAMES = [
  'free.?nitro',
  '^discord (support|staff)',
  'h[e3]lp ?desk',
  '\\b(admin|moderator)\\b',
  'crypto|airdrop',
];

function ruleOf(trigger: TriggerKind, config: Record<string, unknown>, place: number): Rule {
  return {
    id: `rule-${place}`,
    guildId: GUILD,
    name: `rule ${place}`,
    trigger,
    config,
    actions: [{ kind: 'delete' }],
    priority: place,
    mode: 'live',
    exemptRoles: [],
    exemptChannels: [],
    exemptStaff: true,
    cooldown: 0,
    stopOnMatch: true,
    trippedAt: null,
    version: 1,
  };
}

/** So many running rules that look at messages. */
export function messageRules(count: number): GuildRules {
  const rules = Array.from({ length: count }, (_, place) => {
    const [trigger, config] = CONTENT[place % CONTENT.length] ?? ['mention_spam', {}];
    return ruleOf(trigger, config, place);
  });
  return prepareRules(GUILD, rules);
}

/** Rules that look at names, each with these patterns. */
export function nameRules(count: number, patterns: (rule: number) => readonly string[] = () => NAMES): GuildRules {
  const rules = Array.from({ length: count }, (_, place) =>
    ruleOf('username_regex', { patterns: patterns(place), look_alikes: false }, place),
  );
  return prepareRules(GUILD, rules);
}

/** The same rules on the runtime's own backtracking RegExp. */
export function onRegExp(guild: GuildRules): GuildRules {
  const rules = guild.rules.map((ready) => {
    const patterns = (ready.rule.config.patterns as string[]).map((pattern) => new RegExp(pattern, 'i'));
    const judge: typeof ready.judge = ({ subject }) => ({
      hit: patterns.some((pattern) => pattern.test(subject.username.toLowerCase())),
      reason: 'plain RegExp',
    });
    return { ...ready, judge };
  });
  return { ...guild, rules };
}

/** Numbers that look random and are the same in each run. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function subjectOf(index: number, username: string): Subject {
  return {
    id: String(200_000_000_000_000_000n + BigInt(index)),
    username,
    globalName: null,
    nickname: null,
    hasAvatar: true,
    isBot: false,
    isStaff: false,
    roleIds: [],
    createdAt: NOON - 86_400_000,
  };
}

/** Messages of 200 letters, member after member, 200 a second. */
export function messages(count: number): Happening[] {
  const pick = chance(4711);
  const people = Array.from({ length: MEMBERS }, (_, index) => subjectOf(index, `member${index}`));
  const texts = Array.from({ length: 2_000 }, () => {
    let text = '';
    while (text.length < TEXT) text += `${WORDS[pick(WORDS.length)]} ${pick(1_000)} `;
    return text.slice(0, TEXT);
  });
  return Array.from({ length: count }, (_, index) => ({
    kind: 'message',
    guildId: GUILD,
    subject: people[index % MEMBERS] as Subject,
    post: {
      id: String(700_000_000_000_000_000n + BigInt(index)),
      channelId: String(300_000_000_000_000_000n + BigInt(pick(20))),
      parentIds: [],
      content: texts[pick(texts.length)] ?? '',
      attachments: [],
      mentions: { users: pick(2), roles: 0, everyone: false },
    },
    at: NOON + index * 5,
  }));
}

export function joins(names: readonly string[]): Happening[] {
  return names.map((name, index) => ({
    kind: 'join',
    guildId: GUILD,
    subject: subjectOf(index, name),
    post: null,
    at: NOON + index * 60_000,
  }));
}

export function ordinaryNames(count: number): string[] {
  const pick = chance(42);
  return Array.from(
    { length: count },
    () => `${WORDS[pick(WORDS.length)]}_${WORDS[pick(WORDS.length)]}${pick(10_000)}`,
  );
}
