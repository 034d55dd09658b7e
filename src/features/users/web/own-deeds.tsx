import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { DeleteMePage } from '../../../../views/dashboard/delete-me.tsx';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import type { PageContext } from '../../../http/kit/pages/pages.ts';
import type { Viewer } from '../../../http/kit/pages/visit.ts';
import { isRefusal } from '../../../shared/refusal.ts';
import { shown, type UsersWebDeps } from './parts.ts';

type Context = PageContext & { readonly viewer: Viewer };

const ME = '/me';
const CRUMBS = [{ label: 'My page', href: ME }, { label: 'Sure?' }];

/** What everybody may do about himself: sign out browsers, hide, and be forgotten. */
export function ownDeeds({ pages, auth, economy, squads, moderation, automod }: UsersWebDeps) {
  async function ask(context: Context, words: { title: string; consequence: string; confirm: string }) {
    const { fields } = context.visit;
    const shell = await pages.shell(context);
    const sent = Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]));
    return shown(ConfirmPage({ shell, crumbs: CRUMBS, ...words, action: shell.path, fields: sent, cancel: ME }));
  }

  function signedOut(context: Context) {
    pages.setCookie(context, 'session', '', 0);
    return pages.redirect(context, '/logout');
  }

  async function showDelete(context: Context, value: string, error: string | null) {
    return shown(DeleteMePage({ shell: await pages.shell(context), value, error }), error === null ? 200 : 422);
  }

  return new Elysia()
    .use(pages.plugin)
    .post(
      `${ME}/sessions/end`,
      async (context) => {
        const { viewer, visit } = context;
        if (!isConfirmed(visit)) {
          return ask(context, {
            title: 'Sign out everywhere?',
            consequence: 'Every browser that is signed in as you has to sign in again, this one as well.',
            confirm: 'Sign out everywhere',
          });
        }
        await auth.signIn.out(viewer, 'all', visit.client);
        return signedOut(context);
      },
      { may: 'signed_in' },
    )
    .post(
      `${ME}/sessions/:session_id/end`,
      async (context) => {
        const { viewer, visit, params } = context;
        if (!isConfirmed(visit)) {
          const consequence = 'That browser has to sign in again.';
          return ask(context, { title: 'Sign out this browser?', consequence, confirm: 'Sign out' });
        }
        // `all` is a word of the service, not of an address.
        const ended = params.session_id === 'all' ? 0 : await auth.signIn.out(viewer, params.session_id, visit.client);
        if (params.session_id === viewer.sessionId) return signedOut(context);
        const text = ended > 0 ? 'That browser is signed out.' : 'That browser was signed out already.';
        return pages.redirect(context, ME, { kind: 'success', text });
      },
      { may: 'signed_in' },
    )
    .post(
      `${ME}/opt-out`,
      async (context) => {
        const { viewer, visit } = context;
        const guildId = String(visit.fields.get('guild') ?? '');
        const out = visit.fields.get('out') === 'yes';
        if (!(await economy.account(guildId, viewer.id))) {
          return pages.redirect(context, ME, { kind: 'danger', text: 'You have no bytes in that guild.' });
        }
        if (out && !isConfirmed(visit)) {
          return ask(context, {
            title: 'Leave the leaderboard?',
            consequence:
              'Nobody sees you there and you earn no bytes for the day. Your bytes stay; come back at any time.',
            confirm: 'Leave the leaderboard',
          });
        }
        const no = await economy.setOptOut(guildId, viewer.id, out);
        if (isRefusal(no)) throw new Error(`one’s own choice was refused: ${no.refused}`);
        const text = out ? 'You are off the leaderboard.' : 'You are back on the leaderboard.';
        return pages.redirect(context, ME, { kind: 'success', text });
      },
      { may: 'signed_in' },
    )
    .get(`${ME}/delete`, (context) => showDelete(context, '', null), { may: 'signed_in' })
    .post(
      `${ME}/delete`,
      async (context) => {
        const { viewer, visit } = context;
        const typed = String(visit.fields.get('username') ?? '').trim();
        if (typed.replace(/^@/, '') !== viewer.username) {
          return showDelete(context, typed, `Write ${viewer.username}, your username.`);
        }
        await squads.eraseUser(viewer.id);
        await economy.eraseUser(viewer.id);
        await automod.eraseUser(viewer.id);
        await moderation.eraseUser(viewer.id);
        await auth.signIn.out(viewer, 'all', visit.client);
        return signedOut(context);
      },
      { may: 'signed_in' },
    );
}
