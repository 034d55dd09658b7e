import { afterEach, expect, test } from 'bun:test';
import type { Job } from '../../src/feature.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { createScheduler, type Scheduler } from '../../src/platform/scheduler.ts';
import { eachDatabase, type TestDatabase } from '../harness/database.ts';
import { until } from '../harness/until.ts';

const START = Date.parse('2026-11-22T12:00:30Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

eachDatabase('the scheduler', ({ open, name }) => {
  let opened: TestDatabase | null = null;
  const schedulers: Scheduler[] = [];

  afterEach(async () => {
    for (const scheduler of schedulers.splice(0)) await scheduler.close();
    await opened?.close();
    opened = null;
  });

  async function setUp() {
    opened = await open();
    const clock = { time: START, now: () => clock.time };
    const lines: string[] = [];
    const log = createLog({ level: 'debug', format: 'json', stream: { write: (line) => void lines.push(line) } });
    const process = async (jobs: Job[], grace?: number) => {
      const scheduler = createScheduler({
        jobs,
        database: (opened as TestDatabase).db,
        clock,
        log,
        ...(grace === undefined ? {} : { grace }),
      });
      schedulers.push(scheduler);
      await scheduler.start();
      return scheduler;
    };
    return { clock, lines, process, db: opened.db as Database };
  }

  function counting(cron = '* * * * *', work: () => Promise<void> = async () => {}) {
    const job = {
      name: 'count',
      cron,
      runs: 0,
      run(): Promise<void> {
        job.runs += 1;
        return work();
      },
    };
    return job;
  }

  test('runs a job when it is due, and not before', async () => {
    const { clock, process } = await setUp();
    const job = counting();
    const scheduler = await process([job]);
    await scheduler.tick();
    expect(job.runs).toBe(0);
    clock.time += MINUTE / 2;
    await scheduler.tick();
    await scheduler.tick();
    expect(job.runs).toBe(1);
    clock.time += MINUTE;
    await scheduler.tick();
    expect(job.runs).toBe(2);
  });

  test('looks by itself', async () => {
    const { clock, process } = await setUp();
    const job = counting('* * * * * *');
    await process([job]);
    clock.time += 1_000;
    await until(() => job.runs === 1 || undefined);
  });

  test('patterns are in UTC and may have seconds', async () => {
    const { clock, process } = await setUp();
    const noon = counting('0 15 * * *');
    const scheduler = await process([noon]);
    clock.time = Date.parse('2026-11-22T14:59:59Z');
    await scheduler.tick();
    expect(noon.runs).toBe(0);
    clock.time = Date.parse('2026-11-22T15:00:00Z');
    await scheduler.tick();
    expect(noon.runs).toBe(1);
  });

  test('a clock that leaps a day makes up for it once', async () => {
    const { clock, process } = await setUp();
    const job = counting();
    const scheduler = await process([job]);
    clock.time += DAY;
    await scheduler.tick();
    await scheduler.tick();
    expect(job.runs).toBe(1);
    clock.time += MINUTE;
    await scheduler.tick();
    expect(job.runs).toBe(2);
  });

  test('a clock that is put back does not silence the job', async () => {
    const { clock, process } = await setUp();
    const job = counting();
    const scheduler = await process([job]);
    clock.time += 30 * DAY;
    await scheduler.tick();
    clock.time = START;
    await scheduler.tick();
    clock.time += MINUTE;
    await scheduler.tick();
    expect(job.runs).toBe(2);
  });

  test('a time that was missed while nothing ran is made up for at the next start', async () => {
    const { clock, process } = await setUp();
    await (await process([counting('0 3 * * *')])).close();
    clock.time += DAY;
    const job = counting('0 3 * * *');
    await (await process([job])).tick();
    expect(job.runs).toBe(1);
  });

  test('of many processes one runs it', async () => {
    const { clock, process } = await setUp();
    const jobs = Array.from({ length: 5 }, () => counting());
    const processes = await Promise.all(jobs.map((job) => process([job])));
    for (let round = 1; round <= 3; round += 1) {
      clock.time += MINUTE;
      await Promise.all(processes.map((scheduler) => scheduler.tick()));
      expect(jobs.reduce((sum, { runs }) => sum + runs, 0)).toBe(round);
    }
  });

  test('a job that takes long is not begun again, here or elsewhere', async () => {
    const { clock, process } = await setUp();
    const door = Promise.withResolvers<void>();
    const [slow, other] = [counting('* * * * *', () => door.promise), counting()];
    const [here, there] = [await process([slow]), await process([other])];
    clock.time += MINUTE;
    const running = here.tick();
    await until(() => slow.runs === 1 || undefined);
    clock.time += 5 * MINUTE;
    void here.tick();
    await there.tick();
    expect([slow.runs, other.runs]).toEqual([1, 0]);
    door.resolve();
    await running;
    clock.time += MINUTE;
    await Promise.all([here.tick(), there.tick()]);
    expect(slow.runs + other.runs).toBe(2);
  });

  test('what a dead process had claimed is taken up when its claim is over', async () => {
    const { clock, process, db } = await setUp();
    const job = counting();
    const scheduler = await process([job]);
    clock.time += MINUTE;
    await db.rows(
      `UPDATE scheduled_jobs SET claimed_by = 'dead', claimed_until = clock_timestamp() + interval '1 hour' WHERE name = 'count'`,
    );
    await scheduler.tick();
    expect(job.runs).toBe(0);
    await db.rows(`UPDATE scheduled_jobs SET claimed_until = clock_timestamp() - interval '1 second'`);
    clock.time += 5_000;
    await scheduler.tick();
    expect(job.runs).toBe(1);
  });

  test('a failure is logged, and the job runs at its next time', async () => {
    const { clock, process, lines } = await setUp();
    const job = counting('* * * * *', () => Promise.reject(new Error('broken job')));
    const good = { ...counting(), name: 'good' };
    const scheduler = await process([job, good]);
    clock.time += MINUTE;
    await scheduler.tick();
    await scheduler.tick();
    expect(job.runs).toBe(1);
    expect(lines.join('')).toContain('broken job');
    clock.time += MINUTE;
    await scheduler.tick();
    expect(job.runs).toBe(2);
  });

  test('close waits for the running job and begins no other', async () => {
    const { clock, process } = await setUp();
    const door = Promise.withResolvers<void>();
    const job = counting('* * * * *', () => door.promise);
    const scheduler = await process([job]);
    clock.time += MINUTE;
    void scheduler.tick();
    await until(() => job.runs === 1 || undefined);
    let closed = false;
    const closing = scheduler.close().then(() => {
      closed = true;
    });
    await Promise.resolve();
    expect(closed).toBe(false);
    door.resolve();
    await closing;
    clock.time += DAY;
    await scheduler.tick();
    expect(job.runs).toBe(1);
  });

  test('close does not wait for ever', async () => {
    const { clock, process, lines } = await setUp();
    const door = Promise.withResolvers<void>();
    const job = counting('* * * * *', () => door.promise);
    const scheduler = await process([job], 20);
    clock.time += MINUTE;
    const running = scheduler.tick();
    await until(() => job.runs === 1 || undefined);
    await scheduler.close();
    expect(lines.join('')).toContain('stopped before these jobs were done');
    door.resolve();
    await running;
  });

  test('a database that is away for a while costs nothing but time', async () => {
    const { clock, process, lines, db } = await setUp();
    const job = counting();
    const scheduler = await process([job]);
    await db.rows('ALTER TABLE scheduled_jobs RENAME TO scheduled_jobs_away');
    clock.time += MINUTE;
    await scheduler.tick();
    await db.rows('ALTER TABLE scheduled_jobs_away RENAME TO scheduled_jobs');
    expect(job.runs).toBe(0);
    expect(lines.join('')).toContain('cannot reach the job table');
    clock.time += 5_000;
    await scheduler.tick();
    expect(job.runs).toBe(1);
  });

  test(`a pattern that is wrong fails at once (${name})`, async () => {
    const { process } = await setUp();
    await expect(process([counting('every minute')])).rejects.toThrow();
  });
});
