import type { PageKit } from '../../../http/kit/pages/pages.ts';
import type { Auth } from '../service/index.ts';

export interface AuthWebDeps {
  readonly auth: Auth;
  readonly pages: PageKit;
  /** Turns the path of a static file into the address it is served at. */
  readonly asset: (path: string) => string;
  /** Where browsers reach us, if that is known; otherwise wherever they asked. */
  readonly baseUrl: string | undefined;
}
