import type { GuildRef } from '../../../../views/layouts/admin/props.ts';
import { isUuid, type Snowflake } from '../../../shared/ids.ts';
import { facesIn, type UsersWebDeps } from './parts.ts';

const PAGE = 20;

/** A stretch of what somebody got and gave in one guild; the address says which. */
export async function ledgerOf(
  deps: Pick<UsersWebDeps, 'economy' | 'directory' | 'cdnUrl'>,
  { guild, userId, query }: { guild: GuildRef; userId: Snowflake; query: URLSearchParams },
) {
  const at = (name: string) => [query.get(name) ?? ''].filter(isUuid);
  const [before] = at('before');
  const [after] = before === undefined ? at('after') : [];
  const place = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  const { entries, hasNewer, hasOlder } = await deps.economy.history({
    guildId: guild.id,
    userId,
    ...place,
    limit: PAGE,
  });
  const turn = (name: 'before' | 'after', entry: { readonly id: string } | undefined) =>
    entry ? `?${new URLSearchParams({ guild: guild.id, [name]: entry.id })}` : null;
  return {
    guild,
    entries,
    faces: facesIn(deps, guild.id),
    newer: hasNewer ? turn('after', entries[0]) : null,
    older: hasOlder ? turn('before', entries.at(-1)) : null,
  };
}
