import { expect, test } from 'bun:test';
import { createClock } from '../../src/simulator/clock.ts';
import { createWireLog } from '../../src/simulator/wire.ts';

const log = () => createWireLog(createClock(0, { now: () => 1_000 }));

test('it keeps the last 2,000 lines and their numbers', () => {
  const wire = log();
  for (let line = 1; line <= 2_500; line += 1) wire.record({ kind: 'rest', summary: `${line}` });
  expect(wire.since(0).entries).toHaveLength(2_000);
  expect(wire.since(0).entries[0]).toEqual({ seq: 501, at: 1_000, kind: 'rest', summary: '501' });
  expect(wire.since(2_498)).toMatchObject({ next: 2_500, entries: [{ seq: 2_499 }, { seq: 2_500 }] });
  expect(wire.since(9_999).entries).toEqual([]);
});

test('secrets are masked in bodies and paths', () => {
  const wire = log();
  const path = '/interactions/123456789012345678/s3cret/callback';
  wire.record({
    kind: 'rest',
    summary: `POST ${path}`,
    path,
    request: JSON.stringify({ d: { token: 's3cret', access_token: 's3cret' }, client_secret: 's3cret', code: 50013 }),
  });
  wire.record({ kind: 'rest', summary: 'PATCH /webhooks/123456789012345678/s3cret/messages/@original' });
  const text = JSON.stringify(wire.since(0));
  expect(text).not.toContain('s3cret');
  expect(text).toContain('"code":50013');
});

test('what is too long or no JSON is described', () => {
  const wire = log();
  wire.record({ kind: 'gateway-in', summary: '-1', data: '{' });
  wire.record({ kind: 'gateway-out', summary: '0 READY', data: JSON.stringify('x'.repeat(70_000)) });
  expect(wire.since(0).entries.map(({ data }) => data)).toEqual([
    { unreadable: true, length: 1 },
    { truncated: true, length: 70_002 },
  ]);
});

test('who listens hears each new line', () => {
  const wire = log();
  const heard: string[] = [];
  const end = wire.onEntry(({ summary }) => void heard.push(summary));
  wire.record({ kind: 'fault', summary: 'one' });
  end();
  wire.record({ kind: 'fault', summary: 'two' });
  expect(heard).toEqual(['one']);
});
