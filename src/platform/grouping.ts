/** Work that is cheaper done together, such as commits. */
export interface Grouping<Task, Result> {
  /** Done at once while its lane is quiet, otherwise together with whatever else waits there. */
  run(lane: string, task: Task): Promise<Result>;
}

interface GroupingOptions<Task, Result> {
  /** Does a task alone. */
  readonly one: (task: Task) => Promise<Result>;
  /** Does several tasks of a lane together. An answer of null leaves that task to `one`. */
  readonly many: (lane: string, tasks: readonly Task[]) => Promise<readonly (Result | null | undefined)[]>;
  /** Tasks with the same key never share a group; without it any may. */
  readonly keyOf?: (task: Task) => string;
  /** The most tasks in a group. */
  readonly size: number;
  /** The most groups of a lane under way at a time. */
  readonly abreast: number;
}

interface Waiting<Task, Result> {
  readonly task: Task;
  readonly resolve: (result: Result | Promise<Result>) => void;
  readonly reject: (reason: unknown) => void;
}

interface Lane<Task, Result> {
  underWay: number;
  waiting: Waiting<Task, Result>[];
}

/** Group commit: tasks that arrive while earlier ones of their lane are under way are done together next. */
export function createGrouping<Task, Result>(options: GroupingOptions<Task, Result>): Grouping<Task, Result> {
  const { one, many, keyOf, size, abreast } = options;
  const lanes = new Map<string, Lane<Task, Result>>();

  function advance(name: string, lane: Lane<Task, Result>): void {
    while (lane.underWay < abreast && lane.waiting.length > 0) {
      lane.underWay += 1;
      void settle(name, takeGroup(lane)).then(() => {
        lane.underWay -= 1;
        advance(name, lane);
      });
    }
    if (lane.underWay === 0) lanes.delete(name);
  }

  function takeGroup(lane: Lane<Task, Result>): Waiting<Task, Result>[] {
    if (!keyOf) return lane.waiting.splice(0, size);
    const keys = new Set<string>();
    const group: Waiting<Task, Result>[] = [];
    const later: Waiting<Task, Result>[] = [];
    for (const waiting of lane.waiting) {
      const key = keyOf(waiting.task);
      if (group.length === size || keys.has(key)) later.push(waiting);
      else group.push(waiting);
      keys.add(key);
    }
    lane.waiting = later;
    return group;
  }

  async function settle(name: string, group: readonly Waiting<Task, Result>[]): Promise<void> {
    try {
      const tasks = group.map(({ task }) => task);
      const results = tasks.length > 1 ? await many(name, tasks) : [];
      const alone = group.filter(({ resolve }, index) => {
        const result = results[index] ?? null;
        if (result !== null) resolve(result);
        return result === null;
      });
      await Promise.all(alone.map(({ task, resolve, reject }) => one(task).then(resolve, reject)));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    run(name, task) {
      return new Promise((resolve, reject) => {
        const lane = lanes.get(name) ?? { underWay: 0, waiting: [] };
        lanes.set(name, lane);
        lane.waiting.push({ task, resolve, reject });
        advance(name, lane);
      });
    },
  };
}
