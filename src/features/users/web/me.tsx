import { Elysia } from 'elysia';
import { MePage, type OwnAccount } from '../../../../views/dashboard/me.tsx';
import type { Viewer } from '../../../http/kit/pages/visit.ts';
import { deviceOf } from './device.ts';
import { ledgerOf } from './ledger.ts';
import { shown, type UsersWebDeps, unlessAway } from './parts.ts';

/** What everybody sees of himself, whatever his rights. */
export function myPage(deps: UsersWebDeps) {
  const { pages, auth, economy, squads, moderation, automod, directory, trail } = deps;

  async function accountsOf(viewer: Viewer): Promise<OwnAccount[]> {
    const [held, places] = await Promise.all([economy.holdings(viewer.id), pages.placesOf(viewer)]);
    return Promise.all(
      held.map(async ({ guildId, ...account }) => {
        const here = places?.find(({ guild }) => guild.id === guildId)?.guild;
        const name = here?.name ?? (await unlessAway(directory.guild(guildId)))?.name ?? guildId;
        const rank = await economy.rank(guildId, viewer.id);
        return { guild: here ?? { id: guildId, name, iconUrl: null }, account, rank: rank?.rank ?? null };
      }),
    );
  }

  return new Elysia()
    .use(pages.plugin)
    .get(
      '/me',
      async (context) => {
        const { viewer } = context;
        const query = new URL(context.request.url).searchParams;
        const [accounts, open] = await Promise.all([accountsOf(viewer), auth.sessions.list(viewer.id)]);
        const guild = (accounts.find((one) => one.guild.id === query.get('guild')) ?? accounts[0])?.guild;
        const ledger = guild ? await ledgerOf(deps, { guild, userId: viewer.id, query }) : null;
        const sessions = open.map(({ id, userAgent, address, seenAt }) => ({
          id,
          device: deviceOf(userAgent),
          ip: address,
          lastSeenAt: seenAt,
          current: id === viewer.sessionId,
        }));
        return shown(MePage({ shell: await pages.shell(context), accounts, ledger, sessions }));
      },
      { may: 'signed_in' },
    )
    .get('/me/sessions', (context) => pages.redirect(context, '/me'), { may: 'signed_in' })
    .get(
      '/me/export',
      async ({ viewer }) => {
        const [bytes, teams, cases, matches, sessions, done] = await Promise.all([
          economy.exportUser(viewer.id),
          squads.exportUser(viewer.id),
          moderation.exportUser(viewer.id),
          automod.exportUser(viewer.id),
          auth.sessions.list(viewer.id),
          trail.of(viewer.id),
        ]);
        const { id, username, displayName } = viewer;
        const file = {
          exportedAt: new Date().toISOString(),
          user: { id, username, displayName },
          bytes,
          squads: teams,
          moderation: cases,
          automod: matches,
          sessions,
          audit: done,
        };
        return new Response(`${JSON.stringify(file, null, 2)}\n`, {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="smarter-dev-${id}.json"`,
          },
        });
      },
      { may: 'signed_in' },
    );
}
