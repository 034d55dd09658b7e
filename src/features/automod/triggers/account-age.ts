import { z } from 'zod';
import { span } from '../rules.ts';
import { hit, miss, trigger, withoutAvatar } from './trigger.ts';

const HOUR = 3_600_000;

const config = z.strictObject({
  younger_than_hours: z
    .int()
    .min(1)
    .max(8_760)
    .default(1)
    .meta({ title: 'Younger than', description: 'Hours since the account was made.', examples: [1] }),
  without_avatar: withoutAvatar,
});

/** Accounts made shortly before they join. */
export const accountAge = trigger({
  kind: 'account_age',
  title: 'New account',
  on: ['join'],
  needs: ['GuildMembers'],
  remembers: 'nothing',
  config,
  describe: ({ younger_than_hours: hours }) => `The account is younger than ${span(hours * 3_600)}`,
  prepare({ younger_than_hours: hours, without_avatar: bare }) {
    return ({ subject, at }) => {
      const age = span(Math.max(0, Math.floor((at - subject.createdAt) / 1_000)));
      if (at - subject.createdAt >= hours * HOUR) return miss(`the account is ${age} old`);
      if (bare && subject.hasAvatar) return miss('has an avatar');
      return hit(`the account is ${age} old, less than ${span(hours * 3_600)}`);
    };
  },
});
