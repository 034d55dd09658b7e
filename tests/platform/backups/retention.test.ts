import { expect, test } from 'bun:test';
import { backupName, outdated, timeOf } from '../../../src/platform/backups/retention.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 23, 14, 30);

test('a name tells when', () => {
  expect(backupName(now)).toBe('smarter-dev-20261123T143000Z.backup');
  expect(timeOf(backupName(now))).toBe(now);
  expect(timeOf('holiday.jpg')).toBeNull();
});

test('the last of each day and of each week stays, the newest always', () => {
  const names = Array.from({ length: 24 * 60 }, (_, hour) => backupName(now - hour * HOUR));
  const gone = outdated([...names, 'notes.txt'], { daily: 7, weekly: 5 });
  const kept = names.filter((name) => !gone.includes(name)).map((name) => name.slice(12, 20));
  expect(kept).toEqual([
    ...['20261123', '20261122', '20261121', '20261120', '20261119', '20261118', '20261117'],
    ...['20261115', '20261108', '20261101'],
  ]);
  expect(gone).not.toContain('notes.txt');
  expect(outdated(names, { daily: 0, weekly: 0 })).toEqual(names.slice(1));
});
