import type { PageContext, PageKit } from '../../../http/kit/pages/pages.ts';
import type { Place, Viewer } from '../../../http/kit/pages/visit.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Guilds } from '../../guilds/service.ts';
import type { History } from '../service/index.ts';

type Named = readonly { readonly id: Snowflake; readonly name: string }[];

export interface HistoryWebDeps {
  readonly history: History;
  readonly guilds: Pick<Guilds, 'settings' | 'checkSettings' | 'putSettings'>;
  readonly pages: PageKit;
  /** Names of what settings point to. `unseen`: the bot is in no such guild; `away`: Discord does not answer. */
  readonly discord: {
    roles(guildId: Snowflake): Promise<Named | 'unseen' | 'away'>;
    channels(guildId: Snowflake): Promise<readonly (Named[number] & { readonly type: number })[] | 'unseen' | 'away'>;
  };
}

export type GuildSettings = Awaited<ReturnType<Guilds['settings']>>;

export interface GuildContext extends PageContext {
  readonly viewer: Viewer;
  readonly place: Place;
}
