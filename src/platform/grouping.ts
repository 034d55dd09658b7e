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
  /** Whether a task that has no company is left to `one` at once, as all are without this; otherwise `many` is asked first. */
  readonly isLone?: (task: Task) => boolean;
  /** Tasks with the same key never share a group; without it any may. */
  readonly keyOf?: (task: Task) => string;
  /** The most tasks in a group. */
  readonly size: number;
  /** The most groups under way at a time, of a lane and of all together. */
  readonly abreast: number;
  /** Milliseconds after which a group holds up nobody but its own lane. */
  readonly patience: number;
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

/**
 * Group commit: tasks that arrive while earlier ones are under way are done together next, each lane for itself. Few groups are
 * under way at a time, since large groups are cheaper than many.
 */
export function createGrouping<Task, Result>(options: GroupingOptions<Task, Result>): Grouping<Task, Result> {
  const { one, many, isLone = () => true, keyOf, size, abreast, patience } = options;
  /** Whoever had a turn last comes last. */
  const lanes = new Map<string, Lane<Task, Result>>();
  /** Groups under way that hold up others. */
  const holding = new Set<readonly Waiting<Task, Result>[]>();

  function advance(): void {
    while (holding.size < abreast) {
      const next = lanes.entries().find(([, lane]) => lane.underWay < abreast && lane.waiting.length > 0);
      if (!next) return;
      const [name, lane] = next;
      lanes.delete(name);
      lanes.set(name, lane);
      void start(name, lane);
    }
  }

  async function start(name: string, lane: Lane<Task, Result>): Promise<void> {
    const group = takeGroup(lane);
    lane.underWay += 1;
    holding.add(group);
    const pass = () => {
      holding.delete(group);
      advance();
    };
    const late = setTimeout(pass, patience);
    await settle(name, group);
    clearTimeout(late);
    lane.underWay -= 1;
    if (lane.underWay === 0 && lane.waiting.length === 0) lanes.delete(name);
    pass();
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
      const results = tasks.length === 1 && tasks.every(isLone) ? [] : await many(name, tasks);
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
        advance();
      });
    },
  };
}
