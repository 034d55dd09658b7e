import { Elysia } from 'elysia';
import { formPages } from './form.ts';
import { listPages } from './list.tsx';
import { memberPages } from './members.ts';
import type { SquadsWebDeps } from './parts.ts';

export type { SquadsWebDeps } from './parts.ts';

/** What staff see and change of their guild's squads. */
export function squadsWeb(deps: SquadsWebDeps) {
  return new Elysia({ detail: { hide: true } }).use(listPages(deps)).use(formPages(deps)).use(memberPages(deps));
}
