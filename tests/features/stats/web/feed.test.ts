import { expect, test } from 'bun:test';
import type { Activity } from '../../../../src/features/stats/model.ts';
import { itemOf } from '../../../../src/features/stats/web/feed.ts';

const context = { names: new Map(), directory: { faceOf: () => null }, cdnUrl: '' } as unknown as Parameters<
  typeof itemOf
>[0];

const kindOf = (action: string) => {
  const activity: Activity = {
    ...{ source: 'audit', id: '1', at: 0, kind: 'sign_in', guildId: null, action, target: null, fields: [] },
    actor: { id: 'nobody', name: 'mallory' },
  };
  return itemOf(context, activity).kind;
};

test.each(['auth.sign_in.failed', 'auth.sign_in.stopped', 'auth.denied'])('%s is marked as a failure', (action) => {
  expect(kindOf(action)).toBe('failure');
});

test('a sign-in is none', () => {
  expect(kindOf('auth.signed_in')).toBe('sign_in');
});
