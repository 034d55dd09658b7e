import { CANCEL } from '../kit/confirm.ts';
import type { BotModule } from '../kit/contract.ts';
import { info } from '../kit/embeds.ts';

/** What the core answers itself. */
export const coreModule: BotModule = {
  components: [
    {
      action: CANCEL,
      handle: async () => ({ update: true, embeds: [info('Cancelled', 'Nothing was done.')], components: [] }),
    },
  ],
};
