import { Cron } from 'croner';
import type { Job } from '../feature.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import type { Log } from './log.ts';
import { createClaims } from './scheduler-claims.ts';

export interface Scheduler {
  /** Begins to look every second for jobs that are due. */
  start(): Promise<void>;
  /** Runs what is due now and resolves when it has run; for whoever moves the clock. Never rejects. */
  tick(): Promise<void>;
  /** Starts nothing more and waits for what runs, at most the grace. */
  close(): Promise<void>;
}

interface SchedulerOptions {
  jobs: readonly Job[];
  database: Database;
  clock: Clock;
  log: Log;
  /** Milliseconds that `close` waits for running jobs. */
  grace?: number;
  /** Hears how each run went, and how many seconds it took. */
  onRun?: (name: string, outcome: 'done' | 'failed', seconds: number) => void;
}

interface Planned {
  readonly job: Job;
  readonly pattern: Cron;
  /** When this process looks next whether the job is due, by the product's clock. */
  lookAt: number;
  running: Promise<void> | null;
}

const LOOK_EVERY = 1_000;
/** How long to leave a job alone that another process is running. */
const PATIENCE = 5_000;
const UNREACHABLE = 'cannot reach the job table; looking again';

/**
 * Runs each job when its cron pattern says so, in one process at a time and never twice at once. A time that was
 * missed, by a stopped process or a clock that leapt, is made up for once.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { jobs, database, clock, log, grace = 5_000, onRun } = options;
  const claims = createClaims(database);
  const plan = jobs.map((job): Planned => ({ job, pattern: patternOf(job), lookAt: 0, running: null }));
  let timer: ReturnType<typeof setInterval> | null = null;
  let lastLook = clock.now();
  let closed = false;

  async function enlistAll(): Promise<void> {
    for (const planned of plan) planned.lookAt = await claims.enlist(planned.job.name, nextAfter(planned, clock.now()));
  }

  async function look(planned: Planned): Promise<void> {
    const { job } = planned;
    const claim = await claims.take(job.name, clock.now());
    if (!claim.taken) {
      planned.lookAt = claim.dueAt > clock.now() ? claim.dueAt : clock.now() + PATIENCE;
      return;
    }
    await run(job);
    planned.lookAt = nextAfter(planned, clock.now());
    await claims.finish(job.name, planned.lookAt);
  }

  async function run({ name, run: work }: Job): Promise<void> {
    const startedAt = performance.now();
    let outcome: 'done' | 'failed' = 'done';
    const keep = setInterval(() => void claims.renew(name).catch(() => undefined), claims.renewEvery);
    try {
      await work();
      log.debug({ job: name, ms: Math.round(performance.now() - startedAt) }, 'job done');
    } catch (error) {
      outcome = 'failed';
      log.error({ err: error, job: name }, 'a job failed; it runs again at its next time');
    } finally {
      clearInterval(keep);
      onRun?.(name, outcome, (performance.now() - startedAt) / 1000);
    }
  }

  function begin(planned: Planned): Promise<void> {
    planned.running ??= look(planned)
      .catch((error: unknown) => {
        log.error({ err: error, job: planned.job.name }, UNREACHABLE);
        planned.lookAt = clock.now() + PATIENCE;
      })
      .finally(() => {
        planned.running = null;
      });
    return planned.running;
  }

  async function tick(): Promise<void> {
    if (closed) return;
    const now = clock.now();
    const wentBack = now < lastLook;
    lastLook = now;
    if (wentBack) await enlistAll().catch((error: unknown) => log.error({ err: error }, UNREACHABLE));
    await Promise.all(plan.filter((planned) => planned.lookAt <= now).map(begin));
  }

  return {
    async start() {
      await enlistAll();
      timer = setInterval(() => void tick(), LOOK_EVERY);
      timer.unref();
    },
    tick,
    async close() {
      closed = true;
      if (timer) clearInterval(timer);
      const running = plan.filter((planned) => planned.running);
      if (running.length === 0) return;
      const done = Promise.all(running.map((planned) => planned.running)).then(() => true);
      if (await Promise.race([done, Bun.sleep(grace).then(() => false)])) return;
      log.warn({ jobs: running.map(({ job }) => job.name) }, 'stopped before these jobs were done');
    },
  };
}

function patternOf({ cron }: Job): Cron {
  return new Cron(cron, { paused: true, timezone: 'UTC', mode: '5-or-6-parts' });
}

function nextAfter({ job, pattern }: Planned, time: number): number {
  const next = pattern.nextRun(new Date(time));
  if (!next) throw new Error(`the job ${job.name} never runs: ${job.cron}`);
  return next.getTime();
}
