import { scopes } from '../shared/scopes.ts';
import { StartFailure } from '../shared/start-failure.ts';
import type { Command, Invocation } from './command.ts';
import type { ApiKeyBook, IssuedKey, ListedKey } from './context.ts';
import { columns } from './paint.ts';
import { json, withSettings } from './settings.ts';

export const apiKey: Command = {
  name: 'api-key',
  summary: 'Makes, lists, replaces and ends keys of the REST API',
  detail: `create and rotate show the key once; only a digest of it is kept. A replaced key works for 24 more hours. A key
that is revoked ends at once in the process that ends it, and within 30 seconds elsewhere.

Scopes: ${scopes.join(', ')}.
With the embedded database the product must be stopped meanwhile; with Postgres it may run.`,
  actions: ['create', 'list', 'rotate', 'revoke'],
  actionRequired: true,
  targets: { rotate: "a key's id or prefix", revoke: "a key's id or prefix" },
  options: [
    { name: 'name', value: 'TEXT', about: 'what the key is for (create)' },
    { name: 'scopes', value: 'LIST', about: 'what it may do, with commas (create)' },
    { name: 'guilds', value: 'LIST', about: 'ids of the guilds it may see, with commas, or all (create)' },
    {
      name: 'expires',
      value: 'WHEN',
      about: '90d, 12h, a date such as 2027-01-31, or never; by default 365d (create)',
    },
    { name: 'rate', value: 'NUMBER', about: 'requests a minute; by default 120 (create)' },
  ],
  listing: true,
  example: 'smarter-dev api-key create --name ci --scopes bytes:write --guilds 100000000000000001',
  run: (invocation) =>
    withSettings(invocation.io, async (config, log) => {
      const answer = await invocation.context.apiKeys(config, log, (book) => act(invocation, book));
      invocation.io.out(answer);
      return 0;
    }),
};

async function act({ action, target = '', options, json: asJson }: Invocation, book: ApiKeyBook): Promise<string> {
  switch (action) {
    case 'create':
      return issued(await book.create(wish(options, book.now())), asJson);
    case 'rotate':
      return issued(await book.rotate(target), asJson);
    case 'revoke': {
      const { id } = await book.revoke(target);
      return asJson ? json({ id, state: 'revoked' }) : `Revoked ${id}.\n`;
    }
    default: {
      const keys = await book.list();
      return asJson ? json(keys.map(readable)) : table(keys);
    }
  }
}

function wish(options: Readonly<Record<string, string>>, now: number) {
  const { name, scopes: wanted, guilds, expires = '365d', rate = '120' } = options;
  if (name === undefined) throw new StartFailure('Say what the key is for: --name ci.');
  if (wanted === undefined) throw new StartFailure(`Say what the key may do: --scopes ${scopes.join(',')}.`);
  if (guilds === undefined) throw new StartFailure('Say which guilds the key may see: --guilds ID,ID or --guilds all.');
  return {
    name,
    scopes: words(wanted),
    guildIds: guilds === 'all' ? null : words(guilds),
    ratePerMinute: /^\d{1,7}$/.test(rate) ? Number(rate) : Number.NaN,
    expiresAt: expiry(expires, now),
  };
}

function words(list: string): string[] {
  return list.split(',').map((word) => word.trim());
}

const HOURS = { h: 1, d: 24 } as const;

function expiry(text: string, now: number): number | null {
  if (text === 'never') return null;
  const [, count, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? [];
  if (count && unit) return now + Number(count) * HOURS[unit as keyof typeof HOURS] * 3_600_000;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(date)) throw new StartFailure('--expires takes 90d, 12h, a date such as 2027-01-31, or never.');
  return date;
}

function issued({ key, record }: IssuedKey, asJson: boolean): string {
  if (asJson) return json({ key, ...readable(record) });
  const expires = record.expiresAt === null ? 'never expires' : `expires ${when(record.expiresAt)}`;
  return `${key}\n\nThis is the only time that the key is shown. Id ${record.id}, ${expires}.\n`;
}

/** Instants as ISO texts. */
function readable<Record extends object>(record: Record) {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      /At$|Until$/.test(name) ? when(value as number | null) : value,
    ]),
  );
}

function when(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function table(keys: readonly ListedKey[]): string {
  if (keys.length === 0) return 'There are no API keys. Make one with: smarter-dev api-key create\n';
  return columns([
    ['prefix', 'name', 'state', 'scopes', 'guilds', 'expires', 'last used', 'id'],
    ...keys.map(({ prefix, name, state, scopes: of, guildIds, expiresAt, lastUsedAt, id }) => [
      prefix,
      name,
      state,
      of.join(','),
      guildIds?.join(',') ?? 'all',
      when(expiresAt) ?? 'never',
      when(lastUsedAt) ?? 'never',
      id,
    ]),
  ]);
}
