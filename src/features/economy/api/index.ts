import { Elysia } from 'elysia';
import { balancesApi } from './balances.ts';
import { correctionsApi } from './corrections.ts';
import type { EconomyApiDeps } from './deps.ts';
import { ledgerApi } from './ledger.ts';
import { paymentsApi } from './payments.ts';
import { settingsApi } from './settings.ts';

/** Bytes over REST, below `/guilds/{guild_id}/bytes`: one file for each group of routes. */
export function createEconomyApi(deps: EconomyApiDeps) {
  return new Elysia()
    .use(balancesApi(deps))
    .use(correctionsApi(deps))
    .use(paymentsApi(deps))
    .use(ledgerApi(deps))
    .use(settingsApi(deps));
}
