import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from './app.ts';
import { scratchIfAny } from './database.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
}

export interface ApiApp {
  readonly app: TestApp;
  readonly guildId: string;
  /** May everything everywhere. */
  readonly key: string;
  /** A request below `/api`, with that key unless another is given; `match` is the ETag that is expected. */
  ask(
    method: string,
    path: string,
    more?: { readonly key?: string; readonly body?: unknown; readonly match?: string | null },
  ): Promise<Answer>;
  /** Makes a key over the API. */
  issue(wish: object, key?: string): Promise<{ readonly id: string; readonly key: string }>;
}

/** The product with the seeded guild, for tests of the REST API; on the server's database where there is one. */
export async function startApiApp(settings: Record<string, string> = {}): Promise<ApiApp> {
  const { setting, drop } = await scratchIfAny();
  const started = await startTestApp({ ...setting, ...settings });
  const close = () => started.close().finally(drop);
  const app = { ...started, close };
  const { guilds } = await app.get<{ guilds: { id: string }[] }>('world');
  const right = readFileSync(join(app.dataDir, 'dev-api-key'), 'utf8').trim();

  const ask: ApiApp['ask'] = async (method, path, { key = right, body, match } = {}) => {
    const answer = await fetch(`${app.url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(match ? { 'if-match': match } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, json: text === '' ? null : JSON.parse(text) };
  };

  return {
    app,
    guildId: guilds[0]?.id ?? '',
    key: right,
    ask,
    async issue(wish, key = right) {
      const { status, json } = await ask('POST', '/keys', { key, body: { name: 'test', ...wish } });
      if (status !== 201) throw new Error(JSON.stringify(json));
      return json;
    },
  };
}
