import { type Line, line } from './talk.ts';

export const PYTHON: readonly Line[] = [
  line(
    'sam.codes',
    '1d8h',
    "Why does my list keep growing between calls?\n```py\ndef add(item, basket=[]):\n    basket.append(item)\n    return basket\n\nprint(add('milk'))   # ['milk']\nprint(add('eggs'))   # ['milk', 'eggs'] ???\n```",
  ),
  line(
    'ada',
    '1d8h',
    'A classic! The default is made **once**, when `def` runs, so every call shares that one list. Use `None` and make a fresh one inside:\n```py\ndef add(item, basket=None):\n    basket = [] if basket is None else basket\n    basket.append(item)\n    return basket\n```',
    {
      replyTo: 1,
      reactions: { '💡': ['sam.codes', 'pia'], '🙏': ['sam.codes'] },
    },
  ),
  line('sam.codes', '1d7h', 'Oh. OH. So that is why my little shop sold everybody the same groceries. Thank you!', {
    replyTo: 1,
    reactions: { '😂': ['tomas', 'noor'] },
  }),
  line(
    'noor',
    '9h',
    'PSA: if your pandas loop takes minutes, show us the loop. It is a `groupby` in a trench coat nine times out of ten.',
    {
      reactions: { '💯': ['ada', 'tomas'] },
    },
  ),
  line(
    'pia',
    '1h20m',
    'what is the difference between `=` and `==`? I changed one to the other until it worked and now I am scared',
  ),
  line(
    'tomas',
    '1h10m',
    '`=` gives a name to something, `==` asks whether two things are equal. And "changed it until it worked" is how we all started. Asking why is the part that makes you a programmer.',
    {
      replyTo: 1,
      reactions: { '❤️': ['pia', 'ada', 'grace'] },
    },
  ),
];

export const TYPESCRIPT: readonly Line[] = [
  line('priya', '2d4h', '`Object.keys(user)` gives me `string[]` and not the keys of my type. Is that a bug?'),
  line(
    'yuki',
    '2d4h',
    'Not a bug, a promise TypeScript cannot make: a value may have *more* keys than its type says. If you made the object yourself, a small typed helper or `satisfies` is fine. If it came over the wire, validate it.',
    {
      replyTo: 1,
      reactions: { '💡': ['priya', 'leila'] },
    },
  ),
  line(
    'leila',
    '1d1h',
    'I have a union and a `switch`, and I want the compiler to shout when somebody adds a member. There was a trick with `never`?',
  ),
  line(
    'kwame',
    '1d1h',
    '```ts\ndefault: {\n  const missing: never = shape;\n  throw new Error(`unhandled ${missing}`);\n}\n```\nIn Rust this is just `match`. I will see myself out.',
    {
      replyTo: 1,
      reactions: { '🦀': ['bjorn'], '😂': ['yuki', 'leila'] },
    },
  ),
  line('yuki', '1d', 'Or let the linter do it: `switch-exhaustiveness-check`. Then nobody has to remember the trick.', {
    reactions: { '👍': ['leila', 'priya'] },
  }),
];

export const BOT: readonly Line[] = [
  line('kwame', '1d4h', 'Day 7 of my streak. Tomorrow the multiplier starts. I have set three alarms.', {
    reactions: { '⏰': ['yuki'] },
  }),
  line('yuki', '1d4h', 'It is the first message of the day. You post at 00:01 every night, Kwame. We see you.', {
    replyTo: 1,
    reactions: { '😂': ['sofia', 'ada', 'dennis'] },
  }),
  line('sam.codes', '1d6h', 'Is there a way to thank Ada for the list thing?'),
  line(
    'sofia',
    '1d5h',
    '`/bytes send` with a short reason, or right-click her name and choose it from the apps. She pretends not to read the reasons. She reads all of them.',
    {
      replyTo: 1,
      reactions: { '👀': ['ada'] },
    },
  ),
];

export const MOD_LOG: readonly Line[] = [
  line('dennis', '6d2h', 'removed two crypto invites in #off-topic, account was 40 minutes old. banned, reported.'),
  line(
    'margaret',
    '3d5h',
    'Talked to the two who got loud about tabs in #general. Both apologised, neither changed their mind. No case needed.',
    {
      reactions: { '👍': ['grace', 'dennis'] },
    },
  ),
  line(
    'grace',
    '1d9h',
    'Quiet week, thank you both. Keep an eye on joins after the conference talk: last year that brought a wave of lookalike names.',
  ),
];
