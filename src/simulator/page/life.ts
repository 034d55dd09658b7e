import type { Log } from '../../platform/log.ts';
import type { Snowflake } from '../../shared/ids.ts';
import type { Where } from './scene.ts';
import type { PageSource } from './source.ts';

/** One thing that happens: after a pause (ms of real time), a call of the control API. */
interface Step {
  pause: number;
  path: 'say' | 'join';
  body: Record<string, unknown>;
}

const CHATTER: readonly (readonly string[])[] = [
  [
    'anyone else’s CI suddenly twice as slow today?',
    'yes! the cache key changed with the runner image',
    'ohh. that explains it. pinning the image now',
    'and this is why I read the changelog *before* coffee ☕',
  ],
  [
    'TIL `git switch -` goes back to the previous branch',
    'wait until you hear about `git worktree`',
    'please don’t, I have 14 worktrees and no idea which is real',
  ],
  ['my side project has its first user who isn’t me 🎉', 'congratulations! is it your mum?', '…it might be my mum'],
  [
    'rubber duck question: when do you reach for a queue instead of a cron job?',
    'when I need to retry one thing without running all of it again',
    'or when the thing has to happen *now*, not in five minutes',
    'ok the duck and I are convinced',
  ],
];

const ADVERT = '🚀 FREE premium accounts, only today!! claim at https://free-premium.example/claim 🚀';

const NEWCOMERS = ['nova', 'pixel', 'orbit', 'quark', 'lumen', 'zephyr', 'cobalt', 'ember', 'fjord', 'indigo'];

export interface Life {
  /** Starts a scene of the given kind in a channel and answers at once: 202, or 404 for a kind unknown. */
  start(kind: string, where: Where): Response;
}

/** Things that go on in a guild without a person typing: chatter, spam, a wave of joins. */
export function createLife(source: PageSource, log: Log, random: () => number = Math.random): Life {
  async function play(steps: Step[]): Promise<void> {
    const calls: Promise<unknown>[] = [];
    for (const { pause, path, body } of steps) {
      await Bun.sleep(pause);
      calls.push(call(path, body));
    }
    await Promise.all(calls);
  }

  async function call(path: string, body: object): Promise<unknown> {
    const response = await source.control.handle(
      new Request(`http://localhost/simulator/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    return response.json();
  }

  const scripts: Readonly<Record<string, (where: Where) => Promise<void>>> = {
    chatter: (where) => play(chatter(source, where, random)),
    async spam(where) {
      const username = newcomer(random);
      await call('join', { username, account_age_days: 0 });
      await play(Array.from({ length: 8 }, () => say(username, where, ADVERT, 250)));
    },
    joins: () => play(Array.from({ length: 10 }, (_, index) => join(newcomer(random, index)))),
  };

  return {
    start(kind, where) {
      const script = Object.hasOwn(scripts, kind) ? scripts[kind] : undefined;
      if (!script)
        return Response.json({ error: { code: 'unknown_kind', message: 'There is no such scene.' } }, { status: 404 });
      script(where).catch((error: unknown) =>
        log.error({ err: error, kind }, 'making life in the simulated guild failed'),
      );
      return new Response(null, { status: 202 });
    },
  };
}

function chatter(source: PageSource, where: Where, random: () => number): Step[] {
  const talk = CHATTER[Math.floor(random() * CHATTER.length)] ?? [];
  const [first, second, third] = shuffled(humans(source, where), random);
  if (!first || !second) return [];
  return talk.map((text, index) => {
    const speaker = index % 2 === 0 ? first : ((index === 3 ? third : second) ?? second);
    return say(speaker, where, text, index === 0 ? 0 : 900 + Math.floor(random() * 900));
  });
}

function humans({ world }: PageSource, where: Where): Snowflake[] {
  const guild = Object.values(world.state.guilds).find(({ guild }) => !where.guild || guild.id === where.guild);
  return (guild?.members ?? []).filter(({ user }) => !user.bot && user.id !== where.as).map(({ user }) => user.id);
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function say(as: string, where: Where, content: string, pause: number): Step {
  return { pause, path: 'say', body: { as, channel: where.channel ?? 'general', content } };
}

function join(username: string): Step {
  return { pause: 150, path: 'join', body: { username, account_age_days: 0 } };
}

function newcomer(random: () => number, index = Math.floor(random() * NEWCOMERS.length)): string {
  return `${NEWCOMERS[index % NEWCOMERS.length]}${Math.floor(1000 + random() * 9000)}`;
}
