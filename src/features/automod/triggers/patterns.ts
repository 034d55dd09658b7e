import { RE2JS, RE2JSException, RE2Set } from 're2js';

export const PATTERN_LIMIT = 200;
export const PATTERNS_LIMIT = 20;
/** Steps of all patterns of a rule, and of all rules of a guild: what every name may cost. */
export const RULE_STEPS = 600;
export const GUILD_STEPS = 5_000;
/** Steps of a compiled pattern; a step is tried on each letter of a name, so this bounds the time. */
const STEPS_LIMIT = 250;
/** Bytes of remembered states of one automaton. */
const STATES_MEMORY = 65_536;

const FLAGS = RE2JS.CASE_INSENSITIVE;

/** RE2's messages, in words for whoever wrote the pattern. */
const WORDED: readonly (readonly [RegExp, (part: string) => string])[] = [
  [
    /(?:Perl syntax|named capture): `(\(\?<?[=!])/,
    (part) => `has a look-around (${part}), which is not supported. Write what may stand there instead`,
  ],
  [
    /invalid escape sequence: `\\(\d)/,
    (part) => `refers back to a group (\\${part}), which is not supported. Write it out`,
  ],
  [/invalid escape sequence: `(.*?)`?$/, (part) => `has ${part}, which means nothing here. Write \\\\ for a backslash`],
  [
    /invalid repeat count: `(.*?)`?$/,
    (part) => `repeats too often with ${part}. At most 1000, also when repetitions are nested`,
  ],
  [/missing closing \]/, () => 'opens a [ that is never closed. Add the ], or write \\[ for the character'],
  [/missing closing \)/, () => 'opens a ( that is never closed. Add the ), or write \\( for the character'],
  [/unexpected \)/, () => 'closes a ) that was never opened. Write \\) for the character'],
  [
    /missing argument to repetition operator: `(.*?)`?$/,
    (part) => `has ${part} with nothing before it to repeat. Write \\${part} for the character`,
  ],
  [
    /invalid nested repetition operator: `(.*?)`?$/,
    (part) => `repeats a repetition with ${part}. Put the inner one in ( )`,
  ],
  [
    /invalid character class range: `(.*?)`?$/,
    (part) => `has the range ${part}, which runs backwards or names no characters. Turn it round`,
  ],
  [/trailing backslash/, () => 'ends in a backslash. Write \\\\ for the character'],
];

/**
 * Whether a pattern can be used: null, or what is wrong with it and what to do, to be read after "The pattern". It is in
 * RE2's syntax, which has neither look-around nor references back, and judges any text in linear time.
 */
export function patternProblem(pattern: string): string | null {
  if (pattern.trim() === '') return 'is empty. Write what to look for, such as free.?nitro.';
  if (pattern.length > PATTERN_LIMIT) return `has ${pattern.length} characters. At most ${PATTERN_LIMIT} are allowed.`;
  if (!pattern.isWellFormed()) return 'has half a character in it. Type it again.';
  try {
    const compiled = RE2JS.compile(pattern, FLAGS);
    const steps = compiled.programSize();
    if (steps > STEPS_LIMIT)
      return `is too large (${steps} steps, at most ${STEPS_LIMIT}). Repeat less, or split it in two rules.`;
    if (compiled.test('')) return 'matches an empty text, so it would match everybody. Leave out a * or a ?.';
    return null;
  } catch (error) {
    return worded(error);
  }
}

function worded(error: unknown): string {
  // The engine recurses on nested groups; nothing else of it is expected to fail but by its own exceptions.
  if (error instanceof RangeError) return 'is nested too deeply. Leave some parentheses out.';
  if (!(error instanceof RE2JSException)) throw error;
  for (const [sign, words] of WORDED) {
    const found = sign.exec(error.message);
    if (found) return `${words(found[1] ?? '')}.`;
  }
  return `cannot be read (${error.message.replace(/^error parsing regexp: /, '').slice(0, 120)}). Mend it there.`;
}

/** Steps of patterns that run as one automaton which learns its states; more would make each new state dear. */
const LEARNED_STEPS = 40;
/** With no memory for states, an engine goes through the steps at each letter: slower at best, and never much slower. */
const NO_MEMORY = 1;

/** How large patterns are together; those with a problem count nothing. */
export function stepsIn(patterns: readonly string[]): number {
  return patterns.reduce((sum, pattern) => sum + (patternProblem(pattern) === null ? stepsOf(pattern) : 0), 0);
}

function stepsOf(pattern: string): number {
  return RE2JS.compile(pattern, FLAGS).programSize();
}

/**
 * Finds which of the patterns a text matches: its place in the list, or -1. All of them must have no problem. Small ones
 * run as automata that learn; large ones, whose states are as many as a text has letters, are gone through step by step.
 */
export function compilePatterns(patterns: readonly string[]): (text: string) => number {
  const sets = groupsOf(patterns).map(({ places, memory }) => ({
    places,
    set: setOf(
      places.map((place) => patterns[place] ?? ''),
      memory,
    ),
  }));
  return (text) => {
    let first = -1;
    for (const { places, set } of sets) {
      for (const found of set.match(text)) {
        const place = places[found] ?? -1;
        if (first < 0 || place < first) first = place;
      }
    }
    return first;
  };
}

interface Group {
  /** In the list of patterns. */
  readonly places: number[];
  readonly memory: number;
  steps: number;
}

function groupsOf(patterns: readonly string[]): Group[] {
  const large: Group = { places: [], memory: NO_MEMORY, steps: 0 };
  const small: Group[] = [];
  for (const [place, pattern] of patterns.entries()) {
    const steps = stepsOf(pattern);
    const last = small.at(-1);
    if (steps > LEARNED_STEPS) large.places.push(place);
    else if (last && last.steps + steps <= LEARNED_STEPS) {
      last.places.push(place);
      last.steps += steps;
    } else small.push({ places: [place], memory: STATES_MEMORY, steps });
  }
  return large.places.length > 0 ? [...small, large] : small;
}

function setOf(patterns: readonly string[], memory: number): RE2Set {
  const set = new RE2Set(RE2Set.UNANCHORED, FLAGS, memory);
  for (const pattern of patterns) set.add(pattern);
  set.compile();
  return set;
}
