import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import type { Bus, BusEvents, BusTopic } from './bus/bus.ts';
import { createFamilies } from './metrics/families.ts';

import { type Readings, takeReadings } from './metrics/readings.ts';

export type { Readings };

/** How the database was used: what `observed` reports. */
export interface DatabaseUse {
  /** Seconds that one statement took. */
  queried(outcome: 'done' | 'failed', seconds: number): void;
  /** Seconds that a borrower waited for a connection. */
  waited(seconds: number): void;
  /** Connections lent out now. */
  lent(change: 1 | -1): void;
}

/** How requests went: what the web server reports. */
export interface HttpUse {
  begun(): void;
  /** `route` is the pattern, never the path. */
  answered(answer: { method: string; route: string; status: number; seconds: number }): void;
}

export type InteractionOutcome = 'done' | 'refused' | 'failed' | 'too_late';

/** Figures of one process for Prometheus. Label sets are closed: no id and nothing that people wrote is ever a label. */
export interface Metrics {
  readonly database: DatabaseUse;
  readonly http: HttpUse;
  /** `task` as the dispatcher names it: `/bytes send`. */
  interaction(task: string, outcome: InteractionOutcome, seconds: number): void;
  job(name: string, outcome: 'done' | 'failed', seconds: number): void;
  discordAnswered(method: string, status: number): void;
  rateLimited(scope: 'global' | 'route'): void;
  /** A bus that counts what this process publishes and hears what concerns every process. */
  counted(bus: Bus): Bus;
  /** Everything in Prometheus' text format; what is only known when asked comes from `readings`. */
  text(version: string, readings: () => Promise<Readings>): Promise<string>;
  readonly contentType: string;
  /** Names and help of every family, as exported. */
  readonly families: Pick<Registry, 'getMetricsAsArray'>;
  close(): void;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const NANOSECONDS = 1e9;

/** Counts what comes often and tells it when somebody asks: a counter of `prom-client` sorts and joins its labels each time. */
function tally(tell: (label: string, count: number) => void) {
  const counts = new Map<string, number>();
  return {
    add(label: string, count: number): void {
      counts.set(label, (counts.get(label) ?? 0) + count);
    },
    tell(): void {
      for (const [label, count] of counts) tell(label, count);
      counts.clear();
    },
  };
}

/** Nothing is shared with other instances: tests hold several in one process. */
export function createMetrics(): Metrics {
  const { registry, ...families } = createFamilies();
  families.startTime.set(Math.round(performance.timeOrigin / 1000));
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();

  let lent = 0;
  let requests = 0;

  function readProcess(): void {
    families.dbLent.set(lent);
    families.httpOpen.set(requests);
    const { rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    families.memory.set(rss);
    families.cpu.reset();
    families.cpu.inc((user + system) / 1e6);
    for (const [quantile, value] of [
      ['0.5', lag.percentile(50)],
      ['0.99', lag.percentile(99)],
      ['1', lag.max],
    ] as const) {
      families.loopLag.set({ quantile }, Number.isFinite(value) ? value / NANOSECONDS : 0);
    }
    lag.reset();
  }

  const published = tally((topic, count) => families.events.inc({ topic }, count));
  const moved = tally((type, bytes) => families.moved.inc({ type }, bytes));
  const minted = tally((reason, bytes) => families.minted.inc({ reason }, bytes));
  const burned = tally((reason, bytes) => families.burned.inc({ reason }, bytes));

  const counting: { [Topic in BusTopic]?: (event: BusEvents[Topic]) => void } = {
    'bytes.moved': ({ type, giverId, receiverId, amount }) => {
      if (giverId === 'SYSTEM') minted.add(type, amount);
      else if (receiverId === 'SYSTEM') burned.add(type, amount);
      else moved.add(type, amount);
    },
    'automod.acted': ({ trigger, actions }) => {
      for (const { kind, status } of actions) {
        families.automodActions.inc({ rule_type: trigger, action: kind, outcome: status });
      }
    },
  };

  return {
    database: {
      queried: (outcome, seconds) => families.dbQuery.observe(seconds, outcome),
      waited: (seconds) => families.dbWait.observe(seconds),
      lent: (change) => {
        lent += change;
      },
    },
    http: {
      begun: () => {
        requests += 1;
      },
      answered({ method, route, status, seconds }) {
        requests -= 1;
        families.http.observe(seconds, METHODS.has(method) ? method : 'OTHER', route, String(status));
      },
    },
    interaction(command, outcome, seconds) {
      families.commands.inc({ command, outcome });
      families.commandDuration.observe(seconds, command);
    },
    job(job, outcome, seconds) {
      families.jobs.inc({ job, outcome });
      families.jobDuration.observe(seconds, job);
    },
    discordAnswered: (method, status) => families.discordRest.inc({ method, status: String(status) }),
    rateLimited: (scope) => families.rateLimits.inc({ scope }),
    counted(bus) {
      bus.subscribe('ledger.verified', ({ differences, at }) => {
        families.imbalance.set(differences);
        families.verifiedAt.set(Math.round(at / 1000));
      });
      return {
        ...bus,
        publish(topic, event) {
          published.add(topic, 1);
          (counting[topic] as ((event: unknown) => void) | undefined)?.(event);
          bus.publish(topic, event);
        },
      };
    },
    async text(version, readings) {
      for (const { tell } of [published, moved, minted, burned]) tell();
      families.buildInfo.set({ version, bun: Bun.version }, 1);
      readProcess();
      await takeReadings(families, readings);
      return registry.metrics();
    },
    contentType: registry.contentType,
    families: registry,
    close: () => {
      lag.disable();
    },
  };
}
