import { type Line, line } from './talk.ts';

export const WELCOME: readonly Line[] = [
  line(
    'grace',
    '9d3h',
    '**Welcome to Smarter Dev!** We build things, break things and explain why they broke.\n\nThree rules: be kind, paste code as text (not as a photo of your monitor), and nobody here was born knowing regex.',
    {
      reactions: { '❤️': ['ada', 'yuki', 'priya', 'sam.codes'], '👋': ['pia', 'max_lurks'] },
    },
  ),
  line(
    'grace',
    '9d3h',
    'Being around pays: your first message of the day earns you **bytes**, and streaks multiply them. Thank people who help you with `/bytes send`.',
    {
      reactions: { '🎉': ['kwame', 'sofia'] },
    },
  ),
  line(
    'margaret',
    '2d5h',
    'Reminder: our monthly review night is on Thursday. Bring something small that works and one question you are embarrassed to ask. The embarrassing ones are always the best.',
    {
      reactions: { '🙌': ['tomas', 'leila', 'priya'] },
    },
  ),
];

export const GENERAL: readonly Line[] = [
  line(
    'sofia',
    '1d6h',
    'Postmortem of my night: the alert was real, the dashboard was right, and I was looking at staging for forty minutes.',
    {
      reactions: { '😂': ['kwame', 'yuki', 'bjorn', 'noor'], '🫂': ['margaret'] },
    },
  ),
  line('margaret', '1d6h', 'This is why my staging prompt is bright orange. What was the rollback plan?', {
    replyTo: 1,
  }),
  line('sofia', '1d5h', 'The rollback plan was coffee.', {
    replyTo: 1,
    reactions: { '☕': ['margaret', 'ada', 'dennis'] },
  }),
  line(
    'priya',
    '22h',
    'I passed my first technical interview round!! They asked me to find a cycle in a linked list and I actually remembered the tortoise and the hare from here',
    {
      reactions: { '🎉': ['ada', 'kwame', 'yuki', 'grace', 'leila', 'noor'], '🐢': ['bjorn'], '🐇': ['sofia'] },
    },
  ),
  line(
    'ada',
    '21h',
    '@priya that is wonderful! Second tip for the next round: say the naive solution out loud first. They hire the thinking, not the trick.',
    { replyTo: 1 },
  ),
  line(
    'pia',
    '2h',
    'hi everyone, I started programming on Monday. is it normal that everything is red and underlined',
    {
      reactions: { '❤️': ['ada', 'grace', 'leila'], '💯': ['dennis'] },
    },
  ),
  line('dennis', '1h50m', 'completely. the underlining never stops, you just start to recognise it', {
    replyTo: 1,
    reactions: { '😂': ['pia', 'yuki', 'tomas'] },
  }),
];

export const SHOW: readonly Line[] = [
  line(
    'kwame',
    '3d7h',
    'My terminal file manager now previews a 4 GB log without loading it: `mmap` and only the lines on screen. 11 ms to the last page, 6 MB of memory. Yes, it is in Rust. Yes, I will talk about it.',
    {
      files: [{ filename: 'preview.png', size: 184_320, content_type: 'image/png' }],
      reactions: { '🦀': ['bjorn', 'yuki'], '🔥': ['ada', 'sofia', 'noor'] },
    },
  ),
  line(
    'leila',
    '2d2h',
    'Redid the contrast of our landing page: every text at 4.5:1 or better, and it looks calmer than before. Before and after:',
    {
      files: [
        { filename: 'before.png', size: 96_256, content_type: 'image/png' },
        { filename: 'after.png', size: 91_648, content_type: 'image/png' },
      ],
      reactions: { '😍': ['grace', 'priya', 'yuki'] },
    },
  ),
  line(
    'yuki',
    '2d1h',
    'The focus rings! You kept the focus rings! As somebody whose trackpad died in June: thank you.',
    { replyTo: 1, reactions: { '❤️': ['leila'] } },
  ),
  line(
    'tomas',
    '14h',
    'Brewing tracker v0.3: a Pi reads the fermenter every minute, a tiny model says when it is done. It was wrong twice, and both beers were better for it.',
    {
      reactions: { '🍺': ['dennis', 'bjorn', 'margaret', 'kwame'] },
    },
  ),
  line('buildbot', '6h', 'smarter-dev/website: build 1182 passed in 48 s. Deployed by leila.'),
];

export const OFF_TOPIC: readonly Line[] = [
  line('bjorn', '2d9h', 'I have counted. I own eleven keyboards and two hands.', {
    reactions: { '😂': ['yuki', 'kwame', 'sofia'], '👀': ['dennis'] },
  }),
  line('dennis', '2d9h', 'amateur', { replyTo: 1 }),
  line(
    'noor',
    '1d3h',
    'My cat walked over the laptop and ran `git push`. The build is green. I am not sure who the engineer is any more.',
    {
      reactions: { '🐈': ['ada', 'leila', 'priya', 'grace'], '😂': ['tomas'] },
    },
  ),
  line('grace', '1d2h', 'Two approvals and no force push: she is ahead of half the industry.', { replyTo: 1 }),
  line(
    'max_lurks',
    '5h',
    'first message after lurking for a month: the sourdough thread from October changed my life, thank you all',
    {
      reactions: { '🍞': ['grace', 'tomas', 'sofia'], '👋': ['ada'] },
    },
  ),
];
