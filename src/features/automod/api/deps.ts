import type { ApiKit } from '../../../http/kit/kit.ts';
import { refusalResponse } from '../../../http/kit/refusals.ts';
import type { AutomodNo } from '../model/index.ts';
import type { Automod } from '../service/index.ts';
import { automodWording } from '../text.ts';

/** What every group of routes is built with. */
export interface AutomodApiDeps {
  readonly automod: Automod;
  readonly kit: ApiKit;
}

/** A refusal of auto-moderation as an answer. */
export function refused(request: Request, refusal: AutomodNo): Response {
  return refusalResponse(request, refusal, automodWording);
}
