import { Elysia } from 'elysia';
import { RoleWritesPage } from '../../../../views/dashboard/guild/role-writes.tsx';
import { faceOf } from '../../../http/kit/pages/faces.ts';
import { htmlResponse } from '../../../http/kit/pages/pages.ts';
import { cssColour } from '../../../shared/colour.ts';
import { includes } from '../../../shared/rights.ts';
import type { StatsWebDeps } from './parts.ts';

const SHOWN = 100;

/** `/admin/guilds/:guild_id/roles`: roles that could not be given or taken, and the way to try again. */
export function rolePages(deps: StatsWebDeps) {
  const { pages, roleWrites } = deps;
  return new Elysia()
    .use(pages.plugin)
    .get(
      '/admin/guilds/:guild_id/roles',
      async (context) => {
        const { guild, right } = context.place;
        const [shell, found] = await Promise.all([pages.shell(context), roleWrites.list(guild.id, SHOWN + 1)]);
        const writes = found.slice(0, SHOWN).map(({ userId, roleId, role, action, problem, queuedAt }) => ({
          ...{ action, problem, queuedAt },
          member: faceOf(deps, guild.id, userId, null),
          role: { id: roleId, name: role?.name ?? 'a role that is gone', color: role && cssColour(role.color) },
        }));
        const more = found.length > SHOWN;
        const page = RoleWritesPage({ shell, guild, writes, more, manages: includes(right, 'manager') });
        return htmlResponse(await page);
      },
      { mayIn: { guild: 'guild_id', right: 'moderator' } },
    )
    .post(
      '/admin/guilds/:guild_id/roles',
      async (context) => {
        const { guild } = context.place;
        const count = await roleWrites.again(guild.id);
        const text =
          count === 0
            ? 'There was nothing left to try.'
            : `${count.toLocaleString('en-US')} ${count === 1 ? 'role is' : 'roles are'} being tried again. What fails comes back here.`;
        return pages.redirect(context, `/admin/guilds/${guild.id}/roles`, { kind: 'success', text });
      },
      { mayIn: { guild: 'guild_id', right: 'manager' } },
    );
}
