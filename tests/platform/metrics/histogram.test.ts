import { expect, test } from 'bun:test';
import { Histogram, Registry } from 'prom-client';
import { createHistogram } from '../../../src/platform/metrics/histogram.ts';

const SHAPE = { name: 'durations_seconds', help: 'How long.', buckets: [0.005, 0.1, 1] };
const SEEN = [0, 0.005, 0.0051, 0.1, 0.9, 1, 1.5, 1000];

test.each([[[]], [['outcome']], [['method', 'route']]])(
  'is exported as the package’s own, labels %p',
  async (labelNames) => {
    const [ours, theirs] = [new Registry(), new Registry()];
    const fast = createHistogram(ours, { ...SHAPE, labelNames });
    const slow = new Histogram({ ...SHAPE, labelNames, registers: [theirs] });
    expect(await ours.metrics()).toBe(await theirs.metrics());
    for (const [index, value] of SEEN.entries()) {
      const labels = labelNames.map((name) => `${name} ${index % 2} "of"\n\\`);
      fast.observe(value, ...labels);
      slow.observe(Object.fromEntries(labelNames.map((name, place) => [name, labels[place]])), value);
    }
    expect(await ours.metrics()).toBe(await theirs.metrics());
    expect(ours.getMetricsAsArray().map(({ name, help }) => [name, help])).toEqual([[SHAPE.name, SHAPE.help]]);
  },
);
