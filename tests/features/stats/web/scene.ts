import { expect } from 'bun:test';
import type { TestApp } from '../../../harness/app.ts';
import { createJar, type Jar } from '../../../harness/jar.ts';

/** A browser in which somebody of the simulated guild is signed in. */
export async function signedIn(app: TestApp, username: string): Promise<Jar> {
  const jar = createJar(app.url);
  const { status } = await jar.post('/login', { username });
  expect(status).toBe(303);
  return jar;
}

export async function guildOf(app: TestApp): Promise<string> {
  const { guilds } = await app.get<{ guilds: { id?: string; guild?: { id: string } }[] }>('world');
  return guilds[0]?.id ?? guilds[0]?.guild?.id ?? '';
}

/** Changes a guild's bytes settings over the API, as a program of a manager's would. */
export async function changeSettings(app: TestApp, change: object): Promise<void> {
  const key = await Bun.file(`${app.dataDir}/dev-api-key`).text();
  const url = `${app.url}/api/guilds/${await guildOf(app)}/bytes/config`;
  const headers = { authorization: `Bearer ${key.trim()}`, 'content-type': 'application/json' };
  const before = await fetch(url, { headers });
  const body = JSON.stringify({ ...((await before.json()) as object), ...change });
  const match = before.headers.get('etag') ?? '';
  const { status } = await fetch(url, { method: 'PUT', body, headers: { ...headers, 'if-match': match } });
  expect(status).toBe(200);
}

/** What a page says, without its markup. */
export function wordsOf(html: string): string {
  return html
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** The ids of a feed's lines, newest first. */
export function linesOf(html: string): string[] {
  return [...html.matchAll(/id="feed-([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
}
