import type { Job } from '../../feature.ts';
import type { Log } from '../../platform/log.ts';
import type { Economy } from './service/index.ts';

/** Nightly: the ledger is proved, and role rewards that a crash swallowed are given. */
export function economyJobs(economy: Pick<Economy, 'verifyLedger' | 'backfillAll'>, log: Log): Job[] {
  return [
    {
      name: 'economy.verify-ledger',
      cron: '0 15 3 * * *',
      run: async () => {
        const { ok, accounts, transactions, differences } = await economy.verifyLedger();
        if (ok) log.info({ accounts, transactions }, 'ledger verified');
        else log.error({ differences }, 'the ledger does not add up; run `smarter-dev ledger verify`');
      },
    },
    { name: 'economy.backfill-rewards', cron: '0 45 3 * * *', run: () => economy.backfillAll() },
  ];
}
