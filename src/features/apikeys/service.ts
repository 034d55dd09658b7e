import { timingSafeEqual } from 'node:crypto';
import type { Bus } from '../../platform/bus/bus.ts';
import { createCache } from '../../platform/cache.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import type { Snowflake } from '../../shared/ids.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import type { Guilds } from '../guilds/service.ts';
import type { ApiKeyRefusal, GuildKeyRefusal, IssuedApiKey, ListedApiKey, NewApiKey } from './model.ts';
import { guildReach, isKeyText, keyText, OF_GUILD, OVERLAP, prefixOf, stateOf } from './rules.ts';
import { createDelegation, type Delegation } from './service/within.ts';
import * as store from './store.ts';

export interface ApiKeysDeps {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly guilds: Pick<Guilds, 'record'>;
}

export type ApiKeys = ReturnType<typeof createApiKeys>;

/** Who makes and ends keys, for the audit log. */
export interface Maker {
  readonly id: string;
  readonly name: string;
  readonly requestId?: string;
  readonly ip?: string;
}

/** A key in use: whose it is, until when, and when its use was last written down. */
interface Known {
  readonly stored: store.StoredApiKey;
  readonly holder: {
    readonly id: string;
    readonly name: string;
    readonly scopes: ReadonlySet<string>;
    readonly guildIds: ReadonlySet<string> | null;
    readonly ratePerMinute: number;
  };
  usedAt: number;
}

const MINUTE = 60_000;

/** Keys of the REST API: made, told apart, replaced and ended. */
export function createApiKeys({ db, bus, clock, log, guilds }: ApiKeysDeps) {
  const known = createCache<Known | null>({ max: 10_000, ttl: 30_000, clock });
  const unsubscribe = bus.subscribe('apikeys.changed', () => known.clear());

  async function load(key: string, hash: string): Promise<Known | null> {
    const stored = await store.findByPrefix(db, prefixOf(key));
    return stored && same(stored.hash, hash) ? toKnown(stored) : null;
  }

  function judge(entry: Known | null) {
    if (!entry) return 'invalid';
    const now = clock.now();
    const state = stateOf(entry.stored, now);
    if (state !== 'active') return state;
    if (now - entry.usedAt >= MINUTE) {
      entry.usedAt = now;
      store.saveUsed(db, entry.stored.id, now).catch((error: unknown) => log.warn({ err: error }, 'use not recorded'));
    }
    return entry.holder;
  }

  function fresh(input: NewApiKey, maker: Maker): IssuedApiKey & { stored: store.StoredApiKey } {
    const key = randomKey();
    const now = clock.now();
    const record = {
      ...input,
      id: Bun.randomUUIDv7('hex', now),
      prefix: prefixOf(key),
      revokedAt: null,
      replacedBy: null,
      overlapUntil: null,
      createdBy: maker.id,
      lastUsedAt: null,
      createdAt: now,
    };
    return { key, record, stored: { ...record, hash: digest(key) } };
  }

  /** In the guild's own log where the key is bound to a single one. */
  function audit(tx: Tx, maker: Maker, verb: string, { id, name, prefix, scopes, guildIds }: store.StoredApiKey) {
    const [guildId = null, ...others] = guildIds ?? [];
    return guilds.record(tx, {
      guildId: others.length === 0 ? guildId : null,
      actorId: maker.id,
      actorName: maker.name,
      requestId: maker.requestId ?? null,
      ip: maker.ip ?? null,
      action: `api_key.${verb}`,
      target: id,
      after: { name, prefix, scopes, guildIds },
    });
  }

  async function issue(tx: Tx, verb: 'created' | 'rotated', input: NewApiKey, maker: Maker) {
    const { key, record, stored } = fresh(input, maker);
    await store.insert(tx, stored);
    await audit(tx, maker, verb, stored);
    return { key, record };
  }

  /** @param hindrance asked in the transaction that makes the key */
  async function make<No extends string = never>(
    input: NewApiKey,
    maker: Maker,
    hindrance: (tx: Tx) => Promise<Refusal<No> | null> = async () => null,
  ): Promise<IssuedApiKey | Refusal<ApiKeyRefusal | No>> {
    if (input.expiresAt !== null && input.expiresAt <= clock.now()) return refuse('expiry_past');
    return db.transaction(async (tx) => (await hindrance(tx)) ?? issue(tx, 'created', input, maker));
  }

  const create = (input: NewApiKey, maker: Maker) => make(input, maker);

  async function list(): Promise<ListedApiKey[]> {
    return (await store.list(db)).map(listed);
  }

  function listed({ hash: _, ...key }: store.StoredApiKey): ListedApiKey {
    return { ...key, state: stateOf(key, clock.now()) };
  }

  /** The key that acts; its end is the overlap's once it was replaced. */
  async function own({ id }: Pick<Maker, 'id'>): Promise<ListedApiKey> {
    const found = await store.find(db, id.replace(/^key:/, ''));
    if (!found) throw new Error(`${id} is no API key`);
    return { ...listed(found), expiresAt: earliest(found.expiresAt, found.overlapUntil) };
  }

  /** A new key with the same rights; the old one goes on working for 24 hours. @param name its id or prefix */
  async function rotate(name: string, maker: Maker): Promise<IssuedApiKey | Refusal<ApiKeyRefusal>> {
    const result = await db.transaction(async (tx) => {
      const old = await store.lock(tx, name);
      if (!old) return refuse<ApiKeyRefusal>('api_key_unknown');
      if (old.replacedBy !== null) return refuse<ApiKeyRefusal>('api_key_replaced');
      if (stateOf(old, clock.now()) !== 'active') return refuse<ApiKeyRefusal>('api_key_not_active');
      const { name: label, scopes, guildIds, ratePerMinute, expiresAt } = old;
      const input = {
        name: label,
        scopes: [...scopes],
        guildIds: guildIds && [...guildIds],
        ratePerMinute,
        expiresAt,
      };
      const issued = await issue(tx, 'rotated', input, maker);
      await store.saveReplaced(tx, old.id, issued.record.id, clock.now() + OVERLAP);
      return issued;
    });
    bus.publish('apikeys.changed', {});
    return result;
  }

  /** Ends a key at once. Ending it again changes nothing. @param name its id or prefix */
  async function revoke(name: string, maker: Maker): Promise<{ id: string } | Refusal<ApiKeyRefusal>> {
    const result = await db.transaction(async (tx) => {
      const key = await store.lock(tx, name);
      if (!key) return refuse<ApiKeyRefusal>('api_key_unknown');
      if (key.revokedAt === null) {
        await store.saveRevoked(tx, key.id, clock.now());
        await audit(tx, maker, 'revoked', key);
      }
      return { id: key.id };
    });
    bus.publish('apikeys.changed', {});
    return result;
  }

  return {
    /** Whose key this is, or why it is nobody's. Remembered for 30 seconds; what ends a key forgets it everywhere. */
    identify(key: string) {
      const hash = digest(key);
      const entry = known.get(hash);
      if (entry !== undefined) return judge(entry);
      return isKeyText(key) ? known.through(hash, () => load(key, hash)).then(judge) : 'invalid';
    },

    own,

    /** What a key may do with keys. */
    within: (holder: ListedApiKey): Delegation => createDelegation({ list, create, rotate, revoke }, holder),

    /** What the managers of a guild may do with its keys. */
    ofGuild(guildId: Snowflake): Delegation<IssuedApiKey | Refusal<GuildKeyRefusal>> {
      async function enough(tx: Tx): Promise<Refusal<'api_keys_enough'> | null> {
        await store.lockMaking(tx, guildId);
        const working = (await store.listOf(tx, guildId)).map(listed).filter(({ state }) => state === 'active');
        return working.length < OF_GUILD.most ? null : refuse('api_keys_enough');
      }
      const book = {
        list: async () => (await store.listOf(db, guildId)).map(listed),
        create: (input: NewApiKey, maker: Maker) => make(input, maker, enough),
        ...{ rotate, revoke },
      };
      return createDelegation(book, guildReach(guildId, clock.now()));
    },

    create,
    list,
    rotate,
    revoke,

    close: () => unsubscribe(),
  };
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function toKnown(stored: store.StoredApiKey): Known {
  const { id, name, scopes, guildIds, ratePerMinute, lastUsedAt } = stored;
  const holder = {
    id: `key:${id}`,
    name,
    scopes: new Set<string>(scopes),
    guildIds: guildIds && new Set(guildIds),
    ratePerMinute,
  };
  return { stored, holder, usedAt: lastUsedAt ?? 0 };
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The id need not be secret, so that 256 is no multiple of 62 does no harm. */
function randomKey(): string {
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => LETTERS[byte % 62]).join('');
  return keyText(id, Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'));
}

function digest(key: string): string {
  return Bun.SHA256.hash(key, 'hex');
}

function same(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
