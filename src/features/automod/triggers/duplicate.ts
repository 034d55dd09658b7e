import { z } from 'zod';
import { LONGEST_WINDOW, span } from '../rules.ts';
import { hit, miss, trigger } from './trigger.ts';

const config = z.strictObject({
  copies: z
    .int()
    .min(2)
    .max(20)
    .default(3)
    .meta({ title: 'Times', description: 'The same text so many times.', examples: [3] }),
  seconds: z
    .int()
    .min(5)
    .max(LONGEST_WINDOW)
    .default(60)
    .meta({ title: 'Within', description: 'Seconds.', examples: [60] }),
  similarity: z
    .int()
    .min(30)
    .max(100)
    .default(60)
    .meta({
      title: 'How alike',
      description: 'Percent of its three-letter sequences that two texts share, from 30; 100 for the very same text.',
      examples: [60],
    }),
  min_length: z
    .int()
    .min(1)
    .max(500)
    .default(15)
    .meta({
      title: 'Shortest text',
      description: 'Letters; shorter texts, such as “thanks”, may be repeated.',
      examples: [15],
    }),
});

/** The same text again, or nearly. Code blocks do not count: people paste the same stack trace twice. */
export const duplicate = trigger({
  kind: 'duplicate',
  title: 'Repeated text',
  on: ['message', 'edit'],
  needs: ['MessageContent'],
  remembers: 'text',
  config,
  describe: ({ copies, seconds }) => `The same text ${copies} times in ${span(seconds)}`,
  prepare({ copies: most, seconds, similarity, min_length: shortest }) {
    return (_happening, { words, past }) => {
      if (words.prose.length < shortest) return miss(`shorter than ${shortest} letters`);
      const copies = past.copies(seconds, similarity / 100);
      const figures = `${copies} of ${most} like texts in ${seconds} s`;
      return copies < most ? miss(figures) : hit(figures, past.before(seconds));
    };
  },
});
