import { afterAll, beforeAll, expect, test } from 'bun:test';
import { existsSync, rmSync } from 'node:fs';
import { newFolder } from '../harness/app.ts';
import { textOf } from '../harness/control.ts';
import { buildExecutable, EXECUTABLE, type Running, runExecutable, startExecutable } from '../harness/executable.ts';

/** How often it is killed; more by hand: `KILLS=20 bun test tests/executable/killed.test.ts`. */
const KILLS = Number(Bun.env.KILLS ?? 3);
const PEOPLE = ['ada', 'kwame', 'grace', 'margaret'];

const cwd = newFolder();

beforeAll(async () => {
  if (!existsSync(EXECUTABLE)) await buildExecutable();
}, 120_000);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Everybody sends single bytes in a circle until the process is gone. @returns the reasons of those that were acknowledged */
async function sendUntilDead(running: Running, round: number): Promise<string[]> {
  const acknowledged: string[] = [];
  const circle = PEOPLE.map(async (from, n) => {
    const to = PEOPLE[(n + 1) % PEOPLE.length];
    for (let turn = 0; ; turn++) {
      const reason = `r${round}-${from}-${turn}`;
      const { replies } = await running.command(from, 'bytes send', { user: to, amount: 1, reason });
      if (textOf(replies[0]).includes('Bytes sent')) acknowledged.push(reason);
    }
  });
  await Promise.allSettled(circle);
  return acknowledged;
}

test(
  `killed ${KILLS} times while bytes move, it loses none that it acknowledged`,
  async () => {
    const acknowledged: string[] = [];
    for (let round = 1; round <= KILLS; round++) {
      const running = await startExecutable({ cwd });
      const sending = sendUntilDead(running, round);
      await Bun.sleep(400 + 150 * (round % 7));
      await running.stop('SIGKILL');
      acknowledged.push(...(await sending));
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS);

    const ledger = await runExecutable({ cwd, args: ['ledger', 'verify', '--json'] });
    expect(JSON.parse(ledger.out)).toMatchObject({ ok: true, differences: [] });
    expect(ledger.code).toBe(0);

    const running = await startExecutable({ cwd });
    const kept = await reasonsOf(running);
    await running.stop('SIGTERM');
    expect(acknowledged.filter((reason) => !kept.has(reason))).toEqual([]);
  },
  60_000 + KILLS * 15_000,
);

/** The reasons of all transfers, read as a member would: page by page. */
async function reasonsOf(running: Running): Promise<Set<string>> {
  const reasons = new Set<string>();
  for (const who of PEOPLE) {
    let page = (await running.command(who, 'bytes history')).replies[0];
    while (page) {
      const text = textOf(page);
      for (const [reason] of text.matchAll(/r\d+-[a-z]+-\d+/g)) reasons.add(reason);
      const next = await running.press(who, page, 'Next').catch(() => null);
      page = next?.replies[0];
    }
  }
  return reasons;
}
