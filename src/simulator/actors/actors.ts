import type { Interactions } from '../interactions/interactions.ts';
import type { World } from '../world/world.ts';
import { createCommandUse } from './commands.ts';
import { createComponentUse } from './components.ts';
import { createMembership } from './membership.ts';
import { createTalk } from './talk.ts';

/**
 * What people do in the simulated Discord, with the checks that Discord's own client and server make. `as`, `channel`
 * and `member` take an id or a name. Each answers what it made, or a denial whose `context.message` is the reason.
 */
export function createActors(world: World, interactions: Interactions) {
  const { list, use, complete } = createCommandUse(world, interactions);
  return {
    ...createTalk(world),
    ...createMembership(world),
    ...createComponentUse(world, interactions),
    /** The commands that somebody is offered in a channel. */
    commands: list,
    command: use,
    autocomplete: complete,
  };
}

export type Actors = ReturnType<typeof createActors>;
