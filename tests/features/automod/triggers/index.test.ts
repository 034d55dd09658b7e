import { describe, expect, test } from 'bun:test';
import type { Happening } from '../../../../src/features/automod/rules.ts';
import { triggerOf, triggers } from '../../../../src/features/automod/triggers/index.ts';
import { CHANNEL, DAY, HOUR, joined, judging, mallory, NOON, newId, ruleOf, SECOND, said } from '../scene.ts';

const fires = (...[trigger, config, happening]: [Parameters<typeof ruleOf>[0], object, Happening]) =>
  judging(ruleOf(trigger, config)).ask(happening).outcome === 'fired';

/** The outcomes of what one member writes at these seconds. */
function outcomes(rule: ReturnType<typeof ruleOf>, posts: [second: number, content: string, channelId?: string][]) {
  const { ask } = judging(rule);
  return posts.map(([second, content, channelId = CHANNEL]) => {
    return ask(said({ content, channelId }, { at: NOON + second * SECOND })).outcome;
  });
}

describe('username_regex', () => {
  const free = { patterns: ['free.?nitro', '^discord (support|staff)$'] };
  test.each([
    [{ username: 'FreeNitro99' }, true],
    [{ username: 'ada', globalName: 'fr\u200bee nitro' }, true],
    [{ username: 'ada', nickname: 'Discord Staff' }, true],
    [{ username: 'ada', nickname: 'ｆｒｅｅ－ｎｉｔｒｏ' }, true],
    [{ username: 'ada', globalName: 'frее nіtrо' }, true],
    [{ username: 'ada', globalName: 'fr33_n1tr0' }, true],
    [{ username: 'ada' }, false],
    [{ username: 'discord staffing' }, false],
  ])('%o', (subject, expected) => {
    expect(fires('username_regex', free, joined(subject))).toBe(expected);
  });

  test('look-alikes only where asked for', () => {
    const config = { ...free, look_alikes: false };
    expect(fires('username_regex', config, joined({ username: 'frее nіtrо' }))).toBe(false);
  });

  test('may ask for a new account and for no avatar too', () => {
    const config = { ...free, younger_than_hours: 24, without_avatar: true };
    const bad = { username: 'freenitro', createdAt: NOON - HOUR };
    expect(fires('username_regex', config, joined(bad))).toBe(true);
    expect(fires('username_regex', config, joined({ ...bad, hasAvatar: true }))).toBe(false);
    expect(fires('username_regex', config, joined({ ...bad, createdAt: NOON - 2 * DAY }))).toBe(false);
  });

  test('judges changed names, and says which pattern it was', () => {
    const renamed: Happening = { ...joined({ nickname: 'discord support' }), kind: 'profile' };
    const { ask } = judging(ruleOf('username_regex', free));
    expect(ask(renamed).reason).toBe('the name “discord support” matches ^discord (support|staff)$');
  });
});

describe('account_age', () => {
  test.each([
    [59 * 60_000, true],
    [HOUR, false],
    [DAY, false],
  ])('%d ms', (age, expected) => {
    expect(fires('account_age', {}, joined({ createdAt: NOON - age }))).toBe(expected);
  });
  test('with no avatar only', () => {
    expect(fires('account_age', { without_avatar: true }, joined({ createdAt: NOON, hasAvatar: true }))).toBe(false);
  });
});

describe('message_rate', () => {
  const rate = (config: object = {}) => ruleOf('message_rate', config);
  test('fires at the sixth message in five seconds, and not at one a second', () => {
    const six = [0, 1, 2, 3, 4, 4.9];
    expect(
      outcomes(
        rate(),
        six.map((at) => [at, 'x']),
      ).at(-1),
    ).toBe('fired');
    expect(
      outcomes(
        rate(),
        six.slice(1).map((at) => [at, 'x']),
      ).at(-1),
    ).toBe('missed');
    expect(
      outcomes(
        rate(),
        [0, 1, 2, 3, 4, 5].map((at) => [at, 'x']),
      ).at(-1),
    ).toBe('missed');
  });

  test('may ask for several channels, or count in some only', () => {
    const spread = rate({ messages: 4, seconds: 15, spread: 4 });
    const channels = [1, 2, 3, 4].map((n) => `30000000000000000${n}`);
    expect(
      outcomes(
        spread,
        channels.map((id, at) => [at, 'hi', id]),
      ).at(-1),
    ).toBe('fired');
    expect(
      outcomes(
        spread,
        channels.map((_, at) => [at, 'hi']),
      ).at(-1),
    ).toBe('missed');
    const only = rate({ messages: 2, seconds: 15, channels: [CHANNEL] });
    expect(
      outcomes(only, [
        [0, 'a'],
        [1, 'b', newId()],
        [2, 'c'],
      ]),
    ).toEqual(['missed', 'missed', 'fired']);
  });

  test('counts each member alone, and no edits', () => {
    const { ask } = judging(rate({ messages: 2 }));
    expect(ask(said()).outcome).toBe('missed');
    expect(ask(said({}, { subject: { ...mallory, id: newId() } })).outcome).toBe('missed');
    expect(ask(said({}, { kind: 'edit' })).outcome).toBe('other_event');
    expect(ask(said()).outcome).toBe('fired');
  });

  test('names the messages that belong to it', () => {
    const { evaluate } = judging(rate({ messages: 3 }));
    const posts = [said(), said(), said()];
    const [verdict] = posts.map(evaluate).at(-1)?.verdicts ?? [];
    expect(verdict?.evidence.map(({ id }) => id)).toEqual([posts[1]?.post?.id ?? '', posts[0]?.post?.id ?? '']);
    expect(verdict?.reason).toBe('3 of 3 messages in 5 s');
  });
});

describe('duplicate', () => {
  const text = 'Earn a thousand dollars a week from home, write to me now and start at once';
  const copies = (config: object = {}) => ruleOf('duplicate', { copies: 2, ...config });
  const second = (first: string, then: string, config: object = {}) =>
    outcomes(copies(config), [
      [0, first],
      [9, then],
    ]).at(-1);

  test.each([
    ['the same', text, 'fired'],
    ['other capitals, blanks and invisible letters', `EARN ${text.slice(5).replace('home', 'ho\u200bme')}  `, 'fired'],
    ['a word changed', text.replace('thousand', 'hundred'), 'fired'],
    ['another text', 'How do I read a file line by line in Python without loading all of it?', 'missed'],
    ['a short one', 'thanks', 'missed'],
  ])('%s', (_name, then, expected) => {
    expect(second(text, then)).toBe(expected as never);
  });

  test('100 asks for the very same text', () => {
    expect(second(text, text.replace('thousand', 'hundred'), { similarity: 100 })).toBe('missed');
    expect(second(text, text, { similarity: 100 })).toBe('fired');
  });

  test('code blocks do not count, not even long ones', () => {
    const trace = `\`\`\`\n${'Traceback (most recent call last): File "main.py", line 1\n'.repeat(10)}\`\`\``;
    expect(second(trace, trace)).toBe('missed');
    expect(second(`${trace} why does this fail for me?`, `${trace} I found it, an import was missing`)).toBe('missed');
    expect(second(`${text} \`\`\``, `${text} \`\`\``)).toBe('fired');
  });

  test('forgets with time, and by an edit', () => {
    expect(
      outcomes(copies(), [
        [0, text],
        [61, text],
      ]),
    ).toEqual(['missed', 'missed']);
    const { ask } = judging(copies());
    const first = said({ content: text });
    expect(ask(first).outcome).toBe('missed');
    expect(ask({ ...first, kind: 'edit', post: first.post && { ...first.post, content: `${text}!!` } }).outcome).toBe(
      'missed',
    );
    const other = said({ content: 'Something that nobody would mind at all' });
    expect(ask(other).outcome).toBe('missed');
    expect(ask({ ...other, kind: 'edit', post: other.post && { ...other.post, content: text } }).outcome).toBe('fired');
  });
});

describe('file_extension', () => {
  const file = (name: string, size = 10) => said({ attachments: [{ name, size }] });
  test.each([
    ['setup.exe', true],
    ['SETUP.EXE', true],
    ['invoice.pdf.scr', true],
    ['setup.exe. .', true],
    ['cod\u202eexe.lnk', true],
    ['se\u200btup.e\u200bxe', true],
    ['evil.png.exe', true],
    ['setup．exe', true],
    ['setup․exe', true],
    ['.exe', true],
    ['main.py', false],
    ['archive.tar.gz', false],
    ['exe', false],
    ['', false],
  ])('%s', (name, expected) => {
    expect(fires('file_extension', {}, file(name))).toBe(expected);
  });

  test('an allow-list blocks the rest; a size is enough', () => {
    const config = { listed: 'allowed', extensions: ['.PNG', 'py'], max_megabytes: 1 };
    expect(fires('file_extension', config, file('a.png'))).toBe(false);
    expect(fires('file_extension', config, file('a.zip'))).toBe(true);
    expect(fires('file_extension', config, file('noend'))).toBe(true);
    expect(fires('file_extension', { extensions: ['gz'] }, file('archive.tar.gz'))).toBe(true);
    expect(fires('file_extension', config, file('a.png', 1_048_577))).toBe(true);
  });
});

describe('mention_spam', () => {
  test('people and roles together, or everyone', () => {
    const mentions = (users: number, roles = 0, everyone = false) => said({ mentions: { users, roles, everyone } });
    expect(fires('mention_spam', {}, mentions(5))).toBe(false);
    expect(fires('mention_spam', {}, mentions(4, 2))).toBe(true);
    expect(fires('mention_spam', {}, mentions(0, 0, true))).toBe(true);
    expect(fires('mention_spam', {}, said({ content: 'hey @everyone!' }))).toBe(true);
    expect(fires('mention_spam', {}, said({ content: 'decorate with `@here` or @heretic' }))).toBe(false);
    expect(fires('mention_spam', { everyone: false }, mentions(0, 0, true))).toBe(false);
  });
});

describe('invite_link', () => {
  test.each([
    ['come to https://discord.gg/AbCd', true],
    ['discord.com/invite/abcd', true],
    ['discordapp.com/invite/abcd', true],
    ['dis\u200bcord . gg / abcd', true],
    ['ｄｉｓｃｏｒｄ.ｇｇ/abcd', true],
    ['https://discord.gg/python', false],
    ['discord.js is a library, see discord.com/developers', false],
  ])('%s', (content, expected) => {
    expect(fires('invite_link', { allowed: ['https://discord.gg/Python'] }, said({ content }))).toBe(expected);
  });
});

describe('every trigger', () => {
  test('describes itself by its defaults, and each of its settings', () => {
    for (const kind of Object.keys(triggers) as (keyof typeof triggers)[]) {
      const trigger = triggerOf(kind);
      const config = trigger.config.parse(kind === 'username_regex' ? { patterns: ['a'] } : {});
      expect(trigger.describe(config)).toMatch(/^[A-Z].{9,}$/);
      for (const field of Object.values(trigger.config.shape)) {
        expect(field.meta()).toMatchObject({ title: expect.any(String), description: expect.any(String) });
      }
    }
  });
});
