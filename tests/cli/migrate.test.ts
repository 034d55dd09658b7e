import { describe, expect, test } from 'bun:test';
import { runCli } from '../harness/cli.ts';

const APPLIED = { name: '0000_tables', appliedAt: new Date('2026-11-22T12:00:00Z') };
const WAITING = { name: '0001_functions', appliedAt: null };

describe('migrate', () => {
  test('names what it applied', async () => {
    const migrate = async () => ['0000_tables', '0001_functions'];
    const { code, out } = await runCli('migrate', { context: { migrate } });
    expect({ code, out }).toEqual({ code: 0, out: 'Applied 0000_tables\nApplied 0001_functions\n' });
    expect(JSON.parse((await runCli('migrate --json', { context: { migrate } })).out)).toEqual({
      applied: await migrate(),
    });
  });

  test('says when there was nothing to do', async () => {
    expect((await runCli('migrate', { context: { migrate: async () => [] } })).out).toBe(
      'The database is up to date.\n',
    );
  });

  test('status shows where it stands, and exits with 1 while something waits', async () => {
    const migrationStatus = async () => [APPLIED, WAITING];
    const { code, out } = await runCli('migrate status', { context: { migrationStatus } });
    expect({ code, out }).toEqual({
      code: 1,
      out: '0000_tables     applied 2026-11-22T12:00:00.000Z\n0001_functions  waits\n',
    });
    expect((await runCli('migrate status', { context: { migrationStatus: async () => [APPLIED] } })).code).toBe(0);
  });
});
