import { createFaults } from '../../../src/simulator/faults.ts';
import type { PageSource } from '../../../src/simulator/page/source.ts';
import { createWireLog } from '../../../src/simulator/wire.ts';
import type { SmallWorld } from '../../harness/small-world.ts';

/** The small world as the page sees a simulated Discord; nothing can be done in it through the control API. */
export function sourceOf({ world }: Pick<SmallWorld, 'world'>): PageSource {
  return {
    world,
    faults: createFaults(),
    wire: createWireLog(world.clock),
    control: {
      handle: async () => Response.json({ error: { code: 'closed', message: 'Not here.' } }, { status: 404 }),
    },
    onChange: (listener) => world.onChange(listener),
  };
}
