import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { ApiKeyRefusal, IssuedApiKey, ListedApiKey, NewApiKey } from '../model.ts';
import { type Excess, excesses, isWithin } from '../rules.ts';
import type { Maker } from '../service.ts';

type Issued = Promise<IssuedApiKey | Refusal<ApiKeyRefusal>>;

interface Book {
  list(): Promise<ListedApiKey[]>;
  create(input: NewApiKey, maker: Maker): Issued;
  rotate(id: string, maker: Maker): Issued;
  revoke(id: string, maker: Maker): Promise<{ id: string } | Refusal<ApiKeyRefusal>>;
}

/** What a key may do with keys: see, make, replace and end those that may no more than itself. */
export function createDelegation({ list, create, rotate, revoke }: Book) {
  /** The keys within reach of the one that acts, and that one; its end is the overlap's once it was replaced. */
  async function reach({ id }: Maker): Promise<{ readonly holder: ListedApiKey; readonly keys: ListedApiKey[] }> {
    const all = await list();
    const found = all.find((one) => `key:${one.id}` === id);
    if (!found) throw new Error(`${id} is no API key`);
    const holder = { ...found, expiresAt: earliest(found.expiresAt, found.overlapUntil) };
    return { holder, keys: all.filter((key) => isWithin(key, holder)) };
  }

  return {
    /** The key that acts. */
    own: async (maker: Maker): Promise<ListedApiKey> => (await reach(maker)).holder,

    /** Newest first. */
    within: async (maker: Maker): Promise<ListedApiKey[]> => (await reach(maker)).keys,

    /** Makes a key, unless it would be allowed more than the one that acts. */
    async createWithin(
      wish: (holder: ListedApiKey) => NewApiKey,
      maker: Maker,
    ): Promise<IssuedApiKey | Refusal<ApiKeyRefusal> | { readonly excesses: readonly Excess[] }> {
      const { holder } = await reach(maker);
      const input = wish(holder);
      const beyond = excesses(input, holder);
      return beyond.length > 0 ? { excesses: beyond } : create(input, maker);
    },

    async rotateWithin(id: string, maker: Maker): Issued {
      const { holder, keys } = await reach(maker);
      const key = keys.find((one) => one.id === id.toLowerCase());
      if (!key) return refuse('api_key_unknown');
      if (key.replacedBy !== null) return refuse('api_key_replaced');
      return excesses(key, holder).length > 0 ? refuse('api_key_exceeds') : rotate(key.id, maker);
    },

    async revokeWithin(id: string, maker: Maker): Promise<{ id: string } | Refusal<ApiKeyRefusal>> {
      const { holder, keys } = await reach(maker);
      const key = keys.find((one) => one.id === id.toLowerCase());
      if (!key) return refuse('api_key_unknown');
      return key.id === holder.id ? refuse('api_key_oneself') : revoke(key.id, maker);
    },
  };
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
