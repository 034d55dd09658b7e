import { expect, test } from 'bun:test';
import { createGrouping } from '../../src/platform/grouping.ts';

interface Setting {
  size?: number;
  abreast?: number;
  patience?: number;
  answers?: (task: string) => string | null;
  isLone?: (task: string) => boolean;
}

/** Records what runs; nothing ends before it is let. */
function scene({
  size = 10,
  abreast = 1,
  patience = 60_000,
  answers = (task) => task.toUpperCase(),
  isLone = () => true,
}: Setting = {}) {
  const started: string[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const gate = () => {
    const opened = Promise.withResolvers<void>();
    gates.push(opened);
    return opened.promise;
  };
  const grouping = createGrouping<string, string>({
    size,
    abreast,
    patience,
    isLone,
    keyOf: (task) => task,
    async one(task) {
      started.push(task);
      await gate();
      if (task === 'bad') throw new Error('bad alone');
      return `${task} alone`;
    },
    async many(lane, tasks) {
      started.push(`${lane}: ${tasks.join('+')}`);
      await gate();
      if (tasks.includes('broken')) throw new Error('broken together');
      return tasks.map(answers);
    },
  });
  const next = async () => {
    gates.shift()?.resolve();
    await Bun.sleep(0);
  };
  return { started, next, run: grouping.run };
}

test('a task in a quiet lane runs alone and at once', async () => {
  const { started, next, run } = scene();
  const result = run('guild', 'a');
  expect(started).toEqual(['a']);
  await next();
  expect(await result).toBe('a alone');
});

test('what arrives meanwhile is done together next, each with its own answer', async () => {
  const { started, next, run } = scene();
  const results = ['a', 'b', 'c'].map((task) => run('guild', task));
  await next();
  expect(started).toEqual(['a', 'guild: b+c']);
  await next();
  expect(await Promise.all(results)).toEqual(['a alone', 'B', 'C']);
});

test('lanes take turns, and meanwhile their groups grow', async () => {
  const { started, next, run } = scene();
  for (const task of ['a', 'b', 'c']) void run('one', task);
  for (const task of ['d', 'e']) void run('two', task);
  expect(started).toEqual(['a']);
  await next();
  for (const task of ['f', 'g']) void run('one', task);
  await next();
  await next();
  expect(started).toEqual(['a', 'one: b+c', 'two: d+e', 'one: f+g']);
});

test('a group that takes long holds up nobody but its own lane', async () => {
  const { started, run } = scene({ patience: 5 });
  for (const task of ['a', 'b']) void run('one', task);
  void run('two', 'c');
  expect(started).toEqual(['a']);
  while (started.length < 2) await Bun.sleep(1);
  await Bun.sleep(20);
  expect(started).toEqual(['a', 'c']);
});

test('a slow group is counted once: after it, as few are under way as before', async () => {
  const { started, next, run } = scene({ patience: 5 });
  void run('one', 'a');
  await Bun.sleep(20);
  await next();
  for (const lane of ['one', 'two', 'three']) void run(lane, `${lane} b`);
  expect(started).toEqual(['a', 'one b']);
});

test('a group has a largest size, and equal keys never share one', async () => {
  const { started, next, run } = scene({ size: 2 });
  for (const task of ['a', 'b', 'b', 'c', 'd']) void run('guild', task);
  for (let step = 0; step < 3; step++) await next();
  expect(started).toEqual(['a', 'guild: b+c', 'guild: b+d']);
});

test('as many groups as allowed are under way', async () => {
  const { started, next, run } = scene({ abreast: 2 });
  for (const task of ['a', 'b', 'c', 'd']) void run('guild', task);
  expect(started).toEqual(['a', 'b']);
  await next();
  expect(started).toEqual(['a', 'b', 'guild: c+d']);
});

test('what the group leaves open is done alone', async () => {
  const { next, run } = scene({ answers: (task) => (task === 'b' ? null : task) });
  const results = ['a', 'b', 'c'].map((task) => run('guild', task));
  for (let step = 0; step < 3; step++) await next();
  expect(await Promise.all(results)).toEqual(['a alone', 'b alone', 'c']);
});

test('a failure reaches whoever asked, and the lane goes on', async () => {
  const { next, run } = scene();
  const [bad, ...together] = ['bad', 'x', 'broken'].map((task) => run('guild', task).catch(String));
  await next();
  expect(await bad).toBe('Error: bad alone');
  await next();
  expect(await Promise.all(together)).toEqual(['Error: broken together', 'Error: broken together']);
  const after = run('guild', 'after');
  await next();
  expect(await after).toBe('after alone');
});

test('a task that is not for one alone is a group of itself, and left to one where that leaves it open', async () => {
  const { started, next, run } = scene({ isLone: () => false, answers: (task) => (task === 'a' ? 'A' : null) });
  const results = ['a', 'b'].map((task) => run('guild', task));
  for (let step = 0; step < 3; step++) await next();
  expect(await Promise.all(results)).toEqual(['A', 'b alone']);
  expect(started).toEqual(['guild: a', 'guild: b', 'b']);
});
