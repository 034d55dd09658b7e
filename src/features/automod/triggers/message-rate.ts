import { z } from 'zod';
import { snowflake } from '../../../shared/ids.ts';
import { LONGEST_WINDOW, span } from '../rules.ts';
import { hit, miss, trigger } from './trigger.ts';

const config = z
  .strictObject({
    messages: z
      .int()
      .min(2)
      .max(50)
      .default(6)
      .meta({ title: 'Messages', description: 'So many messages of one member.', examples: [6] }),
    seconds: z
      .int()
      .min(1)
      .max(LONGEST_WINDOW)
      .default(5)
      .meta({ title: 'Within', description: 'Seconds.', examples: [5] }),
    spread: z
      .int()
      .min(1)
      .max(20)
      .default(1)
      .meta({
        title: 'In at least so many channels',
        description: '1 for any; 4 sees who posts everywhere at once.',
        examples: [1],
      }),
    channels: z
      .array(snowflake)
      .max(100)
      .default([])
      .meta({
        title: 'Only these channels',
        description: 'Where messages count; none for everywhere.',
        examples: [[]],
      }),
  })
  .refine(({ messages, spread }) => spread <= messages, {
    path: ['spread'],
    message: 'must not be more than the messages: nobody can be in more channels than they write messages',
  });

/** Too many messages in too short a time. */
export const messageRate = trigger({
  kind: 'message_rate',
  title: 'Too many messages',
  on: ['message'],
  needs: [],
  remembers: 'rate',
  config,
  describe: ({ messages, seconds, spread }) =>
    `Writes ${messages} messages in ${span(seconds)}${spread > 1 ? ` over ${spread} channels` : ''}`,
  prepare({ messages: most, seconds, spread, channels }) {
    const only = channels.length > 0 ? new Set(channels) : null;
    return ({ post }, { past }) => {
      if (only && (!post || !only.has(post.channelId))) return miss('not in a channel where messages count');
      const { messages, channels: seen } = past.rate(seconds, only);
      const where = spread > 1 ? ` in ${seen} of ${spread} channels` : '';
      const figures = `${messages} of ${most} messages in ${seconds} s${where}`;
      if (messages < most || seen < spread) return miss(figures);
      return hit(figures, past.before(seconds));
    };
  },
});
