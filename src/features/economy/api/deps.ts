import type { ApiKit } from '../../../http/kit/kit.ts';
import { refusalResponse } from '../../../http/kit/refusals.ts';
import type { EconomyNo } from '../model.ts';
import type { Economy } from '../service/index.ts';
import { economyWording } from '../text.ts';

/** What every group of routes is built with. */
export interface EconomyApiDeps {
  readonly economy: Economy;
  readonly kit: ApiKit;
}

/** A refusal of the economy as an answer. */
export function refused(request: Request, refusal: EconomyNo): Response {
  return refusalResponse(request, refusal, economyWording);
}
