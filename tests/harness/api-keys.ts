import { createCliContext } from '../../src/app/cli-context.ts';
import type { ApiKeyBook } from '../../src/cli/context.ts';
import { createLog } from '../../src/platform/log.ts';
import { type Scope, scopes } from '../../src/shared/scopes.ts';
import type { TestApp } from './app.ts';
import { settings } from './settings.ts';

/** Requests a minute; no test reaches it. */
const RATE = 1_000_000;
const YEAR = 365 * 86_400_000;
/** What these keys are called. No request replaces or revokes them. */
export const OWN_KEYS = 'matrix';
const FOREIGN_GUILD = '199999999999999999';

/**
 * `right` may everything in the guild, `anywhere` in every guild; the others are each wrong in one way: `spent` may ask
 * once a minute, `unused` is not known to any cache, `only <scope>` has that scope alone.
 */
export type ApiKeys = {
  readonly [name in
    | 'right'
    | 'anywhere'
    | 'elsewhere'
    | 'revoked'
    | 'expired'
    | 'spent'
    | 'unused'
    | `only ${Scope}`]: string;
};

/** Makes keys as the operator would, beside the running product; its clock goes on by more than a year. */
export async function issueApiKeys(app: TestApp, databaseUrl: string, guildId: string): Promise<ApiKeys> {
  const keys: Record<string, string> = {};
  const wish = { name: OWN_KEYS, scopes, guildIds: null as string[] | null, ratePerMinute: RATE, expiresAt: null };
  await withBook(app, databaseUrl, async (book) => {
    const make = async (name: string, over: object = {}) => {
      const { key, record } = await book.create({ ...wish, ...over });
      keys[name] = key;
      return record.id;
    };
    await make('right', { guildIds: [guildId] });
    await make('anywhere');
    await make('unused');
    await make('spent', { ratePerMinute: 1 });
    await make('elsewhere', { guildIds: [FOREIGN_GUILD] });
    for (const scope of scopes) await make(`only ${scope}`, { scopes: [scope] });
    await book.revoke(await make('revoked'));
    await make('expired', { expiresAt: Date.now() + YEAR });
  });
  await app.advance('400d');
  return keys as ApiKeys;
}

async function withBook(app: TestApp, url: string, work: (book: ApiKeyBook) => Promise<void>): Promise<void> {
  await inBook({ DATABASE_URL: url, DATA_DIR: app.dataDir }, work);
}

/** Makes one key that may do this in every guild. */
export async function issueApiKey(
  environment: Record<string, string>,
  { scopes: wanted, ratePerMinute = RATE }: { scopes: readonly Scope[]; ratePerMinute?: number },
): Promise<string> {
  const made: string[] = [];
  await inBook(environment, async (book) => {
    const { key } = await book.create({
      name: OWN_KEYS,
      scopes: wanted,
      guildIds: null,
      ratePerMinute,
      expiresAt: null,
    });
    made.push(key);
  });
  return made.join('');
}

async function inBook(environment: Record<string, string>, work: (book: ApiKeyBook) => Promise<void>): Promise<void> {
  const log = createLog({ level: 'silent', format: 'json' });
  await createCliContext('test', () => {}).apiKeys(settings(environment), log, async (book) => {
    await work(book);
    return '';
  });
}
