import type { BotModule } from '../../../discord/kit/contract.ts';
import { economyWording } from '../text.ts';
import { createViews } from './boards.ts';
import { bytesCommand } from './definitions.ts';
import type { CommandDeps } from './scene.ts';
import { createSending } from './send.ts';

/** `/bytes` with all that belongs to it. */
export function createEconomyCommands(deps: CommandDeps): BotModule {
  const { balance, leaderboard, history, info, buttons } = createViews(deps);
  const sending = createSending(deps);
  return {
    commands: [
      { kind: 'slash', data: bytesCommand, handlers: { balance, send: sending.command, leaderboard, history, info } },
      ...sending.menus,
    ],
    components: [...sending.buttons, ...buttons],
    modals: sending.forms,
    wording: economyWording,
  };
}
