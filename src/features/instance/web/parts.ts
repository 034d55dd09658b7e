import { htmlResponse, type PageKit } from '../../../http/kit/pages/pages.ts';
import type { Snowflake } from '../../../shared/ids.ts';
import type { Instance } from '../../stats/service/instance.ts';
import type { Admins, System, Trail } from '../service/index.ts';

export interface InstanceWebDeps {
  readonly pages: PageKit;
  readonly trail: Trail;
  readonly admins: Admins;
  readonly system: System;
  readonly instance: Pick<Instance, 'parts'>;
  /** Says `unseen` or `away` where Discord does not tell. */
  readonly discord: {
    member(guildId: Snowflake, userId: Snowflake): Promise<{ readonly displayName: string } | null | 'unseen' | 'away'>;
  };
}

export const SETTINGS = '/admin/settings';

export async function shown(page: JSX.Element, status = 200): Promise<Response> {
  return htmlResponse(await page, status);
}
