import { Elysia } from 'elysia';
import { apiKeysOf } from '../../../../views/dashboard/settings/api-keys.tsx';
import type { Place } from '../../../http/kit/pages/visit.ts';
import { isSnowflake, type Snowflake } from '../../../shared/ids.ts';
import { scopes } from '../../../shared/scopes.ts';
import type { ListedApiKey } from '../model.ts';
import { GUILD_SCOPES } from '../rules.ts';
import type { ApiKeys } from '../service.ts';
import { type Desk, type DeskContext, type DeskDeps, keyPages } from './desk.ts';
import { BLANK, blankOfGuild, readGuildWish, readWish } from './form.ts';

export interface ApiKeysWebDeps extends DeskDeps {
  readonly apiKeys: ApiKeys;
  /** Says `unseen` or `away` where Discord does not tell. */
  readonly discord: {
    member(guildId: Snowflake, userId: Snowflake): Promise<{ readonly displayName: string } | null | 'unseen' | 'away'>;
  };
}

const HOME = apiKeysOf(null);
const PATH = '/admin/guilds/:guild_id/api-keys';
const MANAGED = { guild: 'guild_id', right: 'manager' } as const;

/**
 * Keys of the instance for who administers it, and those of a guild for its managers. A key goes on working whatever
 * becomes of its maker, whose rights may end at any minute: so a guild's key is its managers' together, may nothing beyond
 * the guild, ends within a year, and stands in the guild's audit log.
 */
export function apiKeysWeb(deps: ApiKeysWebDeps) {
  const { apiKeys, pages, discord } = deps;

  const instance = keyPages(deps, async ({ viewer }: DeskContext): Promise<Desk> => {
    const guilds = ((await pages.placesOf(viewer)) ?? []).map(({ guild }) => guild);
    return {
      ...{ guild: null, guilds, scopes, blank: BLANK, keys: apiKeys },
      read: (fields) => readWish(fields, new Set(guilds.map(({ id }) => id))),
      makerNames: async () => new Map(),
    };
  });

  const ofGuild = keyPages(deps, ({ place: { guild } }: DeskContext & { readonly place: Place }): Desk => {
    return {
      ...{ guild, guilds: [guild], scopes: GUILD_SCOPES, blank: blankOfGuild(Date.now()) },
      keys: apiKeys.ofGuild(guild.id),
      read: (fields) => readGuildWish(fields, guild.id),
      makerNames: (keys) => makerNames(guild.id, keys),
    };
  });

  async function makerNames(guildId: Snowflake, keys: readonly ListedApiKey[]) {
    const makers = [...new Set(keys.map(({ createdBy }) => createdBy))];
    return new Map(await Promise.all(makers.map(async (id) => [id, await makerName(guildId, id)] as const)));
  }

  async function makerName(guildId: Snowflake, id: string): Promise<string> {
    if (id.startsWith('key:')) return 'another key';
    if (!isSnowflake(id)) return 'the instance';
    const member = await discord.member(guildId, id);
    if (member === null) return `${id}, who left`;
    return typeof member === 'object' ? member.displayName : id;
  }

  return new Elysia({ detail: { hide: true } })
    .use(pages.plugin)
    .get(HOME, instance.list, { may: 'admin' })
    .get(`${HOME}/new`, instance.form, { may: 'admin' })
    .post(HOME, instance.create, { may: 'admin' })
    .post(`${HOME}/:key_id/rotate`, instance.rotate, { may: 'admin' })
    .post(`${HOME}/:key_id/revoke`, instance.revoke, { may: 'admin' })
    .get(PATH, ofGuild.list, { mayIn: MANAGED })
    .get(`${PATH}/new`, ofGuild.form, { mayIn: MANAGED })
    .post(PATH, ofGuild.create, { mayIn: MANAGED })
    .post(`${PATH}/:key_id/rotate`, ofGuild.rotate, { mayIn: MANAGED })
    .post(`${PATH}/:key_id/revoke`, ofGuild.revoke, { mayIn: MANAGED });
}
