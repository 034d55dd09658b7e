import type { BotModule } from '../../../discord/kit/contract.ts';
import { squadsWording } from '../text.ts';
import { createBelonging } from './belonging.ts';
import { createChoosing } from './choosing.ts';
import { squadsCommand } from './definitions.ts';
import { type CommandDeps, suggest } from './scene.ts';

/** `/squads` with all that belongs to it. */
export function createSquadsCommands(deps: CommandDeps): BotModule {
  const choosing = createChoosing(deps);
  const { leave, info, members, buttons } = createBelonging(deps);
  const { list, join } = choosing;
  return {
    commands: [
      {
        kind: 'slash',
        data: squadsCommand,
        handlers: { list, join, leave, info, members },
        defer: { list: 'ephemeral', join: 'ephemeral', leave: 'ephemeral' },
        autocomplete: (interaction) => suggest(deps.squads, interaction),
      },
    ],
    components: [...choosing.buttons, ...buttons],
    wording: squadsWording,
  };
}
