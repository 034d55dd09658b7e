import { createEngine, type GuildRules } from '../../src/features/automod/engine/index.ts';
import { RULE_STEPS, stepsIn } from '../../src/features/automod/triggers/patterns.ts';
import { chance, joins, NAMES, nameRules, onRegExp } from './workload.ts';

/** As many as a guild may have. */
const RULES = 10;
const PATTERNS = 20;
const GUILDS = 5;

const ATOMS = ['a', '.', '\\w', '[a-z]', '(a|a)', '(a+)', '(.*)', '(?:a?)', '(a|b|ab)', '(\\w+)'];
const REPEATS = ['', '+', '*', '{1,8}', '{4}', '?'];

/** 1,000 patterns that make a backtracking engine despair: nested and neighbouring repetitions that must fail at the end. */
function patternsOf(rule: number): string[] {
  const pick = chance(rule + 1);
  const part = () => (ATOMS[pick(ATOMS.length)] ?? '') + (REPEATS[pick(REPEATS.length)] ?? '');
  return Array.from({ length: PATTERNS }, () => `^(${part()}${part()}${part()})+[!?]$`);
}

const names = ['a'.repeat(32), 'ab'.repeat(16), 'abcdefgh'.repeat(4), `${'a'.repeat(31)}b`];

/** How long each evaluation keeps the event loop, in milliseconds, the worst of so many; first looks included. */
export function hostile(rounds: number): { worst: number; patterns: number } {
  const guilds = Array.from({ length: GUILDS }, (_, guild) =>
    nameRules(RULES, (rule) => patternsOf(guild * RULES + rule)),
  );
  return { worst: Math.max(...guilds.map((guild) => stall(guild, rounds))), patterns: GUILDS * RULES * PATTERNS };
}

/** As many of the patterns as a rule may have and as its size allows. */
function fitting(patterns: readonly string[]): string[] {
  const kept: string[] = [];
  for (const pattern of patterns) if (stepsIn([...kept, pattern]) <= RULE_STEPS) kept.push(pattern);
  return kept;
}

/**
 * The longest that one rule takes for its first look at a name, in milliseconds of work: for ordinary patterns, and for the
 * largest rule of hostile ones. Each look is the best of five, so that it tells of the rule and not of the machine.
 */
export function firstLooks(): { ordinary: number; hostile: number } {
  const worst = (rules: readonly (readonly string[])[]) =>
    Math.max(...rules.flatMap((patterns) => names.map((name) => firstLook(patterns, name))));
  worst(Array.from({ length: 20 }, (_, rule) => fitting(patternsOf(1_000 + rule))));
  return {
    ordinary: worst([NAMES]),
    hostile: worst(Array.from({ length: GUILDS * RULES }, (_, rule) => fitting(patternsOf(rule)))),
  };
}

function firstLook(patterns: readonly string[], name: string): number {
  const looks = [1, 2, 3, 4, 5].map(() => {
    const guild = nameRules(1, () => patterns);
    const engine = createEngine();
    const [happening] = joins([name]);
    const before = process.cpuUsage();
    if (happening) engine.evaluate(guild, happening);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...looks);
}

/** The worst of one pattern of each kind on RegExp; more would take minutes. */
export function hostileOnRegExp(): { worst: number; patterns: number } {
  const patterns = ['^(a+)+[!?]$', '^(a|a)*[!?]$', '^(\\w+\\w+)+[!?]$'];
  const guild = onRegExp(nameRules(patterns.length, (rule) => [patterns[rule] ?? '']));
  return { worst: stall(guild, 1), patterns: patterns.length };
}

function stall(guild: GuildRules, rounds: number): number {
  const engine = createEngine();
  let worst = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const happening of joins(names)) {
      const before = performance.now();
      engine.evaluate(guild, happening);
      worst = Math.max(worst, performance.now() - before);
    }
  }
  return worst;
}
