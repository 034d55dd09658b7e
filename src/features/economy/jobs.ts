import type { Job } from '../../feature.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Economy } from './service/index.ts';

/** Nightly: the ledger is proved, and role rewards that a crash swallowed are given. */
export function economyJobs(
  economy: Pick<Economy, 'verifyLedger' | 'backfillAll'>,
  { bus, clock, log }: { bus: Bus; clock: Clock; log: Log },
): Job[] {
  return [
    {
      name: 'economy.verify-ledger',
      cron: '0 15 3 * * *',
      run: async () => {
        const { ok, accounts, transactions, differences } = await economy.verifyLedger();
        bus.publish('ledger.verified', { differences: differences.length, at: clock.now() });
        if (ok) log.info({ accounts, transactions }, 'ledger verified');
        else log.error({ differences }, 'the ledger does not add up; run `smarter-dev ledger verify`');
      },
    },
    { name: 'economy.backfill-rewards', cron: '0 45 3 * * *', run: () => economy.backfillAll() },
  ];
}
