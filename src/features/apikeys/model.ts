import { z } from 'zod';
import { snowflake } from '../../shared/ids.ts';
import { legible } from '../../shared/legible.ts';
import { type Scope, scopes } from '../../shared/scopes.ts';
import { type KeyState, RATE } from './rules.ts';

/** What a new key shall be allowed. */
export const newApiKey = z.strictObject({
  name: z.string().overwrite(legible).trim().min(1).max(80),
  scopes: z.array(z.enum(scopes)).min(1),
  /** Null: every guild. */
  guildIds: z.array(snowflake).min(1).max(100).nullable(),
  ratePerMinute: z.int().min(RATE.least).max(RATE.most),
  /** Epoch milliseconds; null: never. */
  expiresAt: z.number().nullable(),
});

export type NewApiKey = z.infer<typeof newApiKey>;

/** A key as it is listed, without its secret. Times in epoch milliseconds. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly guildIds: readonly string[] | null;
  readonly ratePerMinute: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly replacedBy: string | null;
  readonly overlapUntil: number | null;
  readonly createdBy: string;
  readonly lastUsedAt: number | null;
  readonly createdAt: number;
}

export interface ListedApiKey extends ApiKey {
  readonly state: KeyState;
}

/** The only time that `key` is seen. */
export interface IssuedApiKey {
  readonly key: string;
  readonly record: ApiKey;
}

export type ApiKeyRefusal =
  | 'api_key_unknown'
  | 'api_key_not_active'
  | 'api_key_replaced'
  | 'api_key_exceeds'
  | 'api_key_oneself'
  | 'expiry_past';

/** Why a guild's managers get no key. */
export type GuildKeyRefusal = ApiKeyRefusal | 'api_keys_enough';
