import type { PageKit } from '../../../http/kit/pages/pages.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { History } from '../../history/service/index.ts';
import type { Economy } from '../service/index.ts';

/** What pages show of a guild's roles and channels. `unseen`: the bot is in no such guild; `away`: Discord does not answer. */
interface GuildSight {
  roles(guildId: Snowflake): Promise<
    | readonly {
        readonly id: Snowflake;
        readonly name: string;
        /** 0xRRGGBB; 0 is none. */
        readonly color: number;
        /** Why the bot may not give it, as a sentence. */
        readonly problem: string | null;
      }[]
    | 'unseen'
    | 'away'
  >;
  channels(
    guildId: Snowflake,
  ): Promise<
    | readonly { readonly id: Snowflake; readonly name: string; readonly type: number; readonly position: number }[]
    | 'unseen'
    | 'away'
  >;
}

export interface EconomyWebDeps {
  readonly economy: Economy;
  readonly history: Pick<History, 'changes'>;
  readonly pages: PageKit;
  readonly discord: GuildSight;
  /** Members as the bot hears of them right now. */
  readonly directory: {
    heard(
      guildId: Snowflake,
      userId: Snowflake,
    ): { readonly displayName: string; readonly avatar: string | null } | undefined;
  };
  /** Where Discord's pictures are. */
  readonly cdnUrl: string;
}
