import { Elysia } from 'elysia';
import { ConfirmPage } from '../../../../views/dashboard/confirm.tsx';
import { AdminsPage } from '../../../../views/dashboard/settings/system.tsx';
import { isConfirmed } from '../../../http/kit/pages/confirmation.ts';
import type { PageContext } from '../../../http/kit/pages/pages.ts';
import { actorOf, type Viewer } from '../../../http/kit/pages/visit.ts';
import type { Admin } from '../model.ts';
import { adminWording } from '../text.ts';
import { type InstanceWebDeps, SETTINGS, shown } from './parts.ts';

type Context = PageContext & { readonly viewer: Viewer };

const HOME = `${SETTINGS}/admins`;
/** Discord is asked for a name in so many guilds at most. */
const ASKED = 5;

/** Who administers the instance; changed here in development alone. */
export function adminPages({ pages, admins, discord }: InstanceWebDeps) {
  async function memberOf({ viewer }: Context, { id }: Pick<Admin, 'id'>) {
    const places = (await pages.placesOf(viewer)) ?? [];
    const asked = await Promise.all(places.slice(0, ASKED).map(({ guild }) => discord.member(guild.id, id)));
    const known = asked.find((member) => typeof member === 'object' && member !== null);
    return { id, name: typeof known === 'object' ? (known?.displayName ?? id) : id, avatarUrl: null, color: null };
  }

  async function show(context: Context, value: string, error: string | null) {
    const rows = await Promise.all(
      admins.list().map(async (admin) => ({ ...admin, member: await memberOf(context, admin) })),
    );
    const { editable } = admins;
    const page = AdminsPage({ shell: await pages.shell(context), admins: rows, editable, value, error });
    return shown(page, error === null ? 200 : 422);
  }

  return new Elysia()
    .use(pages.plugin)
    .get(HOME, (context) => show(context, '', null), { may: 'admin' })
    .post(
      HOME,
      async (context) => {
        const { viewer, visit } = context;
        const username = String(visit.fields.get('user') ?? '');
        const no = await admins.add(username, actorOf(viewer, visit));
        if (no) return show(context, username, adminWording[no.refused]());
        return pages.redirect(context, HOME, { kind: 'success', text: 'They are an admin now.' });
      },
      { may: 'admin' },
    )
    .post(
      `${HOME}/:user_id/remove`,
      async (context) => {
        const { viewer, visit, params } = context;
        if (!isConfirmed(visit)) {
          const { name } = await memberOf(context, { id: params.user_id });
          const page = ConfirmPage({
            shell: await pages.shell(context),
            crumbs: [{ label: 'Settings', href: SETTINGS }, { label: 'Admins', href: HOME }, { label: 'Sure?' }],
            title: `Take the rights of an admin from ${name}?`,
            consequence: 'They keep what they may do in their own guilds. You can make them an admin again.',
            confirm: `Remove ${name}`,
            danger: true,
            action: `${HOME}/${params.user_id}/remove`,
            cancel: HOME,
          });
          return shown(page);
        }
        const no = await admins.remove(params.user_id, actorOf(viewer, visit));
        const toast = no
          ? ({ kind: 'danger', text: adminWording[no.refused]() } as const)
          : ({ kind: 'success', text: 'They are no admin any more.' } as const);
        return pages.redirect(context, HOME, toast);
      },
      { may: 'admin' },
    );
}
