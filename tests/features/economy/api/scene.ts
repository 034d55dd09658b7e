import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp } from '../../../harness/app.ts';

interface SeenGuild {
  readonly id: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly members: readonly { readonly user: { readonly id: string; readonly username: string } }[];
}

/** Somebody Discord has never heard of. */
export const STRANGER = '400000000000000001';

/** The running product, asked over HTTP with the development key. */
export async function openApi() {
  const app = await startTestApp();
  const [guild] = (await app.get<{ guilds: SeenGuild[] }>('world')).guilds;
  if (!guild) throw new Error('the simulated Discord has no guild');
  const key = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();
  const idOf = (rows: readonly { id: string; name: string }[], name: string) =>
    rows.find((row) => row.name === name)?.id ?? name;

  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${app.url}/api/guilds/${guild?.id}/bytes${path === '' ? '' : `/${path}`}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text === '' ? null : JSON.parse(text) };
  }

  return {
    app,
    guild,
    ask,
    /** With an Idempotency-Key, a new one unless named. */
    post: (path: string, body: unknown, name: string = crypto.randomUUID()) =>
      ask('POST', path, body, { 'idempotency-key': name }),
    person: (name: string) => guild.members.find(({ user }) => user.username === name)?.user.id ?? name,
    role: (name: string) => idOf(guild.roles, name),
    channel: (name: string) => idOf(guild.channels, name),
    /** Every row of a list, page by page. */
    // biome-ignore lint/suspicious/noExplicitAny: rows are looked at as they are
    async all(path: string): Promise<any[]> {
      const rows = [];
      for (let cursor = ''; ; ) {
        const { json } = await ask('GET', `${path}${cursor && `&cursor=${cursor}`}`);
        rows.push(...json.data);
        if (json.page.next_cursor === null) return rows;
        cursor = json.page.next_cursor;
      }
    },
    close: () => app.close(),
  };
}

export type Api = Awaited<ReturnType<typeof openApi>>;
