import type { Metric, Registry } from 'prom-client';

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** How many values fell into each bucket and no lower one; the last has no bound. */
  readonly counts: number[];
  sum: number;
}

/** Series by one label after the other: to join the labels of every value costs more than to look three times. */
interface Branch {
  readonly next: Map<string, Branch>;
  series?: Series;
}

interface Shape {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
  readonly labelNames: readonly string[];
}

/** The part of `prom-client`'s histogram that we use. Its own sorts and joins the labels anew for every value, several times per request. */
interface Histogram {
  /** Label values in the order of their names. */
  observe(value: number, ...labels: readonly string[]): void;
}

/** A histogram that the registry exports like its own. */
export function createHistogram(registry: Registry, { name, help, buckets, labelNames }: Shape): Histogram {
  const known: Series[] = [];
  const root: Branch = { next: new Map() };

  function open(values: readonly string[]): Series {
    const labels = Object.fromEntries(labelNames.map((label, index) => [label, values[index] ?? '']));
    const series = { labels, counts: buckets.map(() => 0).concat(0), sum: 0 };
    known.push(series);
    return series;
  }

  function seriesOf(values: readonly string[]): Series {
    let branch = root;
    for (const value of values) {
      const next = branch.next.get(value) ?? { next: new Map() };
      branch.next.set(value, next);
      branch = next;
    }
    branch.series ??= open(values);
    return branch.series;
  }

  function exported({ labels, counts, sum }: Series) {
    let total = 0;
    const rows = counts.map((count, index) => {
      total += count;
      return { labels: { le: buckets[index] ?? '+Inf', ...labels }, value: total, metricName: `${name}_bucket` };
    });
    return [
      ...rows,
      { labels, value: sum, metricName: `${name}_sum` },
      { labels, value: total, metricName: `${name}_count` },
    ];
  }

  const metric = {
    name,
    help,
    get: async () => ({
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: known.flatMap(exported),
    }),
  };
  if (labelNames.length === 0) seriesOf([]);
  registry.registerMetric(metric as unknown as Metric);

  return {
    observe(value, ...labels) {
      const series = seriesOf(labels);
      let bucket = 0;
      while (bucket < buckets.length && value > (buckets[bucket] as number)) bucket += 1;
      series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
      series.sum += value;
    },
  };
}
