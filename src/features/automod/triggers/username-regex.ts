import { z } from 'zod';
import type { Subject } from '../rules.ts';
import { compilePatterns, PATTERN_LIMIT, PATTERNS_LIMIT, patternProblem } from './patterns.ts';
import { hit, miss, trigger, withoutAvatar } from './trigger.ts';
import { fold, normalise } from './words.ts';

const HOUR = 3_600_000;
/** Discord's names are at most 32 long, but one letter may stand for eighteen. */
const VIEW_LENGTH = 64;

const pattern = z
  .string()
  .max(PATTERN_LIMIT)
  .superRefine((text, context) => {
    const problem = patternProblem(text);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const config = z.strictObject({
  patterns: z
    .array(pattern)
    .min(1)
    .max(PATTERNS_LIMIT)
    .meta({
      title: 'Patterns',
      description: 'Regular expressions in RE2’s syntax, one of which a name must match; capitals do not matter.',
      examples: [['free.?nitro', '^discord (support|staff)']],
    }),
  look_alikes: z
    .boolean()
    .default(true)
    .meta({
      title: 'See through look-alike letters',
      description: 'Also match names in letters that pass for Latin ones.',
      examples: [true],
    }),
  younger_than_hours: z
    .int()
    .min(1)
    .max(87_600)
    .nullable()
    .default(null)
    .meta({ title: 'Only accounts younger than', description: 'Hours; null for any age.', examples: [null] }),
  without_avatar: withoutAvatar,
});

/** Names of who joins or renames themselves. */
export const usernameRegex = trigger({
  kind: 'username_regex',
  title: 'Name pattern',
  on: ['join', 'profile'],
  needs: ['GuildMembers'],
  remembers: 'nothing',
  config,
  describe: ({ patterns }) =>
    patterns.length === 1 ? `A name matches ${patterns[0]}` : `A name matches one of ${patterns.length} patterns`,
  prepare({ patterns, look_alikes: folded, younger_than_hours: hours, without_avatar: bare }) {
    const find = compilePatterns(patterns);
    return ({ subject, at }) => {
      if (bare && subject.hasAvatar) return miss('has an avatar');
      if (hours !== null && at - subject.createdAt >= hours * HOUR) return miss(`the account is older than ${hours} h`);
      for (const name of namesOf(subject)) {
        for (const view of viewsOf(name, folded)) {
          const index = find(view);
          if (index >= 0) return hit(`the name “${name}” matches ${patterns[index]}`);
        }
      }
      return miss('no name matches');
    };
  },
});

function namesOf({ username, globalName, nickname }: Subject): Set<string> {
  return new Set([username, globalName, nickname].flatMap((name) => (name ? [name.slice(0, VIEW_LENGTH)] : [])));
}

function viewsOf(name: string, folded: boolean): Set<string> {
  const views = folded ? [normalise(name), fold(name)] : [normalise(name)];
  return new Set(views.map((view) => view.slice(0, VIEW_LENGTH)));
}
