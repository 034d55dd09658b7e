import { Elysia } from 'elysia';
import { type UserCase, type UserInGuild, UserPage, UsersPage } from '../../../../views/dashboard/users.tsx';
import type { GuildRef } from '../../../../views/layouts/admin/props.ts';
import { cssColour } from '../../../shared/colour.ts';
import { isSnowflake, type Snowflake, snowflakeTime } from '../../../shared/ids.ts';
import { legible } from '../../../shared/legible.ts';
import type { Moderation } from '../../moderation/service/index.ts';
import { ledgerOf } from './ledger.ts';
import { pictureOf, shown, type UsersWebDeps, unlessAway, watched } from './parts.ts';

type Case = Awaited<ReturnType<Moderation['ofUser']>>[number];

const HOME = '/admin/users';
/** How many of somebody’s cases the page shows; the rest is on the page of moderation. */
const CASES = 10;

/** Looking people up, in the guilds that the viewer manages or moderates and in no other. */
export function userPages(deps: UsersWebDeps) {
  const { pages, stats, cdnUrl } = deps;

  return new Elysia()
    .use(pages.plugin)
    .get(
      HOME,
      async (context) => {
        const query = legible(new URL(context.request.url).searchParams.get('q') ?? '').trim();
        const guilds = (await watched(pages, context.viewer)).map(({ guild }) => guild);
        const names = new Map(guilds.map(({ id, name }) => [id, name]));
        const people = await stats.people(query, [...names.keys()]);
        const found = people.map(({ userId, username, guildIds }) => ({
          member: { id: userId, name: username ?? userId, avatarUrl: faceOf(guildIds, userId), color: null },
          username: username ?? userId,
          guilds: guildIds.flatMap((id) => names.get(id) ?? []),
        }));
        const problem = guilds.length === 0 ? 'You manage and moderate no guild that the bot is in.' : null;
        return shown(UsersPage({ shell: await pages.shell(context), query, found, problem }));
      },
      { may: 'signed_in' },
    )
    .get(
      `${HOME}/:user_id`,
      async (context) => {
        const userId = context.params.user_id;
        const query = new URL(context.request.url).searchParams;
        const guilds = (await watched(pages, context.viewer)).map(({ guild }) => guild);
        const ids = guilds.map(({ id }) => id);
        const [person, cases] = isSnowflake(userId)
          ? await Promise.all([stats.person(userId, ids), deps.moderation.ofUser(userId, ids, CASES)])
          : [null, []];
        if (!person) return pages.redirect(context, `${HOME}?${new URLSearchParams({ q: userId })}`);
        const known = guilds.filter(({ id }) => person.guildIds.includes(id));
        const guild = known.find(({ id }) => id === query.get('guild')) ?? known[0];
        const [shell, there, ledger] = await Promise.all([
          pages.shell(context),
          Promise.all(known.map((one) => placeIn(one, userId))),
          guild ? ledgerOf(deps, { guild, userId, query }) : null,
        ]);
        const username = person.username ?? userId;
        const page = UserPage({
          shell,
          user: {
            id: userId,
            username,
            displayName: person.displayName ?? username,
            avatarUrl: faceOf(person.guildIds, userId),
          },
          createdAt: snowflakeTime(userId),
          stale: there.some(({ stale }) => stale),
          places: there.map(({ place }) => place),
          ledger,
          cases: cases.flatMap((one) => caseLine(one, guilds) ?? []),
        });
        return shown(page);
      },
      { may: 'signed_in' },
    );

  function faceOf(guildIds: readonly Snowflake[], userId: Snowflake): string | null {
    const heard = guildIds.map((id) => deps.directory.heard(id, userId)).find((member) => member !== undefined);
    return pictureOf(cdnUrl, userId, heard?.avatar ?? null);
  }

  async function placeIn(guild: GuildRef, userId: Snowflake): Promise<{ place: UserInGuild; stale: boolean }> {
    const { directory, economy } = deps;
    const [account, asked] = await Promise.all([
      economy.account(guild.id, userId),
      unlessAway(Promise.all([directory.member(guild.id, userId), directory.roles(guild.id)])),
    ]);
    const [member, roles] = asked ?? [null, null];
    return {
      stale: asked === null,
      place: {
        guild,
        displayName: member?.displayName ?? account?.username ?? userId,
        roles: (roles ?? []).filter(({ id }) => member?.roleIds.includes(id)).map(toRoleRef),
        account,
        departed: asked !== null && member === null,
      },
    };
  }
}

function caseLine(one: Case, guilds: readonly GuildRef[]): UserCase | null {
  const guild = guilds.find(({ id }) => id === one.guildId);
  if (!guild) return null;
  const { number, action, createdAt: at, resolved } = one;
  const failed = one.outcome === 'failed';
  return { guild, number, action, at, resolved, failed, reason: one.reason && legible(one.reason) };
}

function toRoleRef({ id, name, color }: { id: string; name: string; color: number }) {
  return { id, name, color: cssColour(color) };
}
