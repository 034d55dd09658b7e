import { Elysia } from 'elysia';
import { z } from 'zod';
import { Sessions } from '../../../../views/auth/sessions.tsx';
import { readForm } from '../../../http/kit/pages/form.ts';
import { Refused } from '../../../http/kit/problem.ts';
import type { AuthWebDeps } from './parts.ts';

const ending = z.strictObject({ end: z.union([z.literal('all'), z.uuid()]) });

/** Where somebody is signed in, and ending that. */
export function sessionPages({ auth, pages }: AuthWebDeps) {
  return new Elysia()
    .use(pages.plugin)
    .get(
      '/me/sessions',
      async (context) => {
        const { viewer } = context;
        const sessions = (await auth.sessions.list(viewer.id)).map((session) => ({
          ...session,
          current: session.id === viewer.sessionId,
        }));
        return pages.page(context, { title: 'Sessions' }, <Sessions csrf={viewer.csrf} sessions={sessions} />);
      },
      { may: 'signed_in' },
    )
    .post(
      '/me/sessions',
      async (context) => {
        const { viewer, visit } = context;
        const form = readForm(visit.fields, ending);
        if (!form.ok) throw new Refused('invalid_request', { detail: 'Choose which browser to sign out.' });
        const { end } = form.value;
        const ended = await auth.signIn.out(viewer, end, visit.client);
        if (end === 'all' || end === viewer.sessionId) {
          pages.setCookie(context, 'session', '', 0);
          return pages.redirect(context, '/logout');
        }
        const text = ended > 0 ? 'That browser is signed out.' : 'That browser was signed out already.';
        return pages.redirect(context, '/me/sessions', { kind: 'success', text });
      },
      { may: 'signed_in' },
    );
}
