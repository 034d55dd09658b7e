import { Elysia } from 'elysia';
import { myPage } from './me.tsx';
import { ownDeeds } from './own-deeds.tsx';
import type { UsersWebDeps } from './parts.ts';
import { searchPage } from './search.tsx';
import { userPages } from './users.tsx';

export type { UsersWebDeps } from './parts.ts';

/** Pages about people: others, as far as one manages their guild, and oneself. */
export function usersWeb(deps: UsersWebDeps) {
  return new Elysia({ detail: { hide: true } })
    .use(userPages(deps))
    .use(searchPage(deps))
    .use(myPage(deps))
    .use(ownDeeds(deps));
}
