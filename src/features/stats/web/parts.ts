import type { Live } from '../../../http/kit/live.ts';
import type { HeardMembers } from '../../../http/kit/pages/faces.ts';
import type { PageKit } from '../../../http/kit/pages/pages.ts';
import type { Economy } from '../../economy/service/index.ts';
import type { Stats } from '../service/index.ts';
import type { Instance } from '../service/instance.ts';
import type { Readiness } from '../service/readiness.ts';
import type { RoleWrites } from '../service/role-writes.ts';

export interface StatsWebDeps {
  readonly pages: PageKit;
  readonly live: Live;
  readonly stats: Stats;
  readonly readiness: Readiness['readiness'];
  readonly roleWrites: RoleWrites;
  readonly economy: Pick<Economy, 'ranking'>;
  readonly instance: Instance;
  readonly directory: HeardMembers;
  /** Where pictures are. */
  readonly cdnUrl: string;
}

export const DISCORD_AWAY =
  'Discord does not answer at the moment, so your guilds are not known. Try again in a while.';
