import { Elysia } from 'elysia';
import { bytesPages } from './bytes.tsx';
import type { EconomyWebDeps } from './parts.ts';

export type { EconomyWebDeps } from './parts.ts';

/** What managers see and change of their guild's bytes. */
export function economyWeb(deps: EconomyWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(bytesPages(deps));
}
