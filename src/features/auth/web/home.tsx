import { Elysia } from 'elysia';
import { AdminHome } from '../../../../views/auth/home.tsx';
import type { AuthWebDeps } from './parts.ts';

/** The first page after signing in. */
export function homePage({ pages }: AuthWebDeps) {
  return new Elysia().use(pages.plugin).get(
    '/admin',
    async (context) => {
      const places = await pages.placesOf(context.viewer);
      return pages.page(context, { title: 'Dashboard' }, <AdminHome viewer={context.viewer} places={places} />);
    },
    { may: 'signed_in' },
  );
}
