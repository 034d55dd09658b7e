import { createEngine, type GuildRules } from '../../src/features/automod/engine/index.ts';
import { chance, joins, nameRules, onRegExp } from './workload.ts';

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
