import { createActivity } from './activity.ts';
import type { StatsDeps } from './context.ts';
import { createFigures } from './figures.ts';
import { createPeople } from './people.ts';
import { createSearch } from './search.ts';
import { createTail } from './tail.ts';

export type { StatsDeps } from './context.ts';

export type Stats = ReturnType<typeof createStats>;

/** What the dashboard shows of guilds: figures, what happens, people. It only reads; whose guilds a viewer may see is said by the caller. */
export function createStats(deps: StatsDeps) {
  const { activity, read } = createActivity(deps);
  const people = createPeople(deps);
  return {
    ...createFigures(deps),
    activity,
    ...people,
    ...createSearch(people),
    ...createTail({ ...deps, read }),
  };
}
