import { z } from 'zod';
import { hit, miss, trigger } from './trigger.ts';

// Without the right to, it calls nobody, but means to.
const EVERYONE = /@(?:everyone|here)\b/;

const config = z.strictObject({
  mentions: z
    .int()
    .min(2)
    .max(100)
    .default(6)
    .meta({ title: 'Mentions', description: 'So many different people and roles in one message.', examples: [6] }),
  everyone: z
    .boolean()
    .default(true)
    .meta({ title: 'Also @everyone and @here', description: 'Writing either is enough.', examples: [true] }),
});

/** A message that calls too many people. */
export const mentionSpam = trigger({
  kind: 'mention_spam',
  title: 'Mass mentions',
  on: ['message', 'edit'],
  needs: ['MessageContent'],
  remembers: 'nothing',
  config,
  describe: ({ mentions, everyone }) =>
    `Names ${mentions} people or roles in a message${everyone ? ', or @everyone' : ''}`,
  prepare({ mentions: most, everyone }) {
    return ({ post }, { words }) => {
      if (!post) return miss('no message');
      if (everyone && (post.mentions.everyone || EVERYONE.test(words.prose))) return hit('mentions everyone');
      const mentions = post.mentions.users + post.mentions.roles;
      const figures = `${mentions} of ${most} mentions`;
      return mentions < most ? miss(figures) : hit(figures);
    };
  },
});
