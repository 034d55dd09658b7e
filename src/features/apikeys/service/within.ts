import { type Refusal, refuse } from '../../../shared/refusal.ts';
import type { ApiKeyRefusal, IssuedApiKey, ListedApiKey, NewApiKey } from '../model.ts';
import { type Excess, excesses, isWithin, type KeyReach } from '../rules.ts';
import type { Maker } from '../service.ts';

type Issued = Promise<IssuedApiKey | Refusal<ApiKeyRefusal>>;

interface Book<Made> {
  list(): Promise<ListedApiKey[]>;
  create(input: NewApiKey, maker: Maker): Promise<Made>;
  rotate(id: string, maker: Maker): Issued;
  revoke(id: string, maker: Maker): Promise<{ id: string } | Refusal<ApiKeyRefusal>>;
}

/** What whoever has bounds may do with keys: see, make, replace and end those that may no more. */
export type Delegation<Made = Awaited<Issued>> = ReturnType<typeof createDelegation<Made>>;

/** @param bounds nothing beyond them is seen or made */
export function createDelegation<Made>({ list, create, rotate, revoke }: Book<Made>, bounds: KeyReach) {
  async function keys(): Promise<ListedApiKey[]> {
    return (await list()).filter((key) => isWithin(key, bounds));
  }

  async function find(id: string): Promise<ListedApiKey | undefined> {
    return (await keys()).find((key) => key.id === id.toLowerCase());
  }

  return {
    /** Newest first. */
    list: keys,

    async create(input: NewApiKey, maker: Maker): Promise<Made | { readonly excesses: readonly Excess[] }> {
      const beyond = excesses(input, bounds);
      return beyond.length > 0 ? { excesses: beyond } : create(input, maker);
    },

    async rotate(id: string, maker: Maker): Issued {
      const key = await find(id);
      if (!key) return refuse('api_key_unknown');
      if (key.replacedBy !== null) return refuse('api_key_replaced');
      return excesses(key, bounds).length > 0 ? refuse('api_key_exceeds') : rotate(key.id, maker);
    },

    async revoke(id: string, maker: Maker): Promise<{ id: string } | Refusal<ApiKeyRefusal>> {
      const key = await find(id);
      if (!key) return refuse('api_key_unknown');
      return `key:${key.id}` === maker.id ? refuse('api_key_oneself') : revoke(key.id, maker);
    },
  };
}
