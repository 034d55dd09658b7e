/** What was asked so far; milliseconds of the slowest. */
export interface Tally {
  asked: number;
  failed: number;
  worst: number;
}

export interface Traffic {
  readonly url: string;
  readonly tally: Tally;
  end(): Promise<Tally>;
}

interface World {
  readonly guilds: readonly {
    readonly id: string;
    readonly members: readonly {
      readonly user: { readonly id: string; readonly username: string; readonly bot?: boolean };
    }[];
  }[];
}

const PAGES = ['/', '/about', '/community', '/login', '/status', '/api/openapi.json'];
/** Milliseconds between two requests of one kind. */
const PACE = { page: 200, api: 100, deed: 330 };

/** People and programs that use the product at a modest pace, until it is ended. */
export async function openTraffic(url: string, key: string): Promise<Traffic> {
  const tally: Tally = { asked: 0, failed: 0, worst: 0 };
  const over = new AbortController();
  const world = (await (await fetch(`${url}/simulator/api/world`)).json()) as World;
  const [guild] = world.guilds;
  if (!guild) throw new Error('there is no guild');
  const people = guild.members.filter(({ user }) => !user.bot).map(({ user }) => user);
  const one = (n: number) => people[n % people.length] as (typeof people)[number];
  const run = crypto.randomUUID();

  async function ask(path: string, init: RequestInit = {}): Promise<void> {
    const begun = performance.now();
    const ok = await fetch(`${url}${path}`, init).then(
      async (answer) => {
        await answer.text();
        return answer.ok;
      },
      () => false,
    );
    tally.asked += 1;
    if (!ok && !over.signal.aborted) tally.failed += 1;
    tally.worst = Math.max(tally.worst, performance.now() - begun);
  }

  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const bytes = `/api/guilds/${guild.id}/bytes`;
  const post = (path: string, body: object, more: Record<string, string> = {}) =>
    ask(path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) });

  const page = (n: number) => ask(PAGES[n % PAGES.length] ?? '/');
  const api = (n: number) => {
    if (n % 4 === 0) {
      const transfer = { giver_id: one(n / 4).id, receiver_id: one(n / 4 + 1).id, amount: 1, reason: 'soak' };
      return post(`${bytes}/transactions`, transfer, { 'idempotency-key': `${run}-${n}` });
    }
    const paths = [`${bytes}/leaderboard`, `${bytes}/balances/${one(n).id}`, `${bytes}/transactions`];
    return ask(paths[n % 3] ?? '', { headers });
  };
  const deed = (n: number) => {
    const as = one(n).username;
    if (n % 3 === 0) return post('/simulator/api/say', { as, channel: 'general', content: `good morning ${n}` });
    const name = n % 3 === 1 ? 'bytes balance' : 'bytes leaderboard';
    return post('/simulator/api/command', { as, channel: 'bot', name, options: {} });
  };

  async function every(pace: number, work: (n: number) => Promise<void>): Promise<void> {
    for (let n = 0; !over.signal.aborted; n += 1) {
      await Promise.all([work(n), Bun.sleep(pace)]);
    }
  }

  const all = Promise.all([every(PACE.page, page), every(PACE.api, api), every(PACE.deed, deed)]);
  return {
    url,
    tally,
    async end() {
      over.abort();
      await all;
      return tally;
    },
  };
}
