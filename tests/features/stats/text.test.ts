import { expect, test } from 'bun:test';
import type { AuditActivity, LedgerActivity } from '../../../src/features/stats/model.ts';
import { actorOf, sentenceOf } from '../../../src/features/stats/text.ts';

const ada = { id: '200000000000000001', name: 'ada' };
const grace = { id: '200000000000000002', name: null };
const system = { id: 'SYSTEM', name: null };
const ledger = (over: Partial<LedgerActivity>): LedgerActivity => ({
  source: 'ledger',
  id: '1',
  at: 0,
  kind: 'transfer',
  guildId: '100000000000000001',
  type: 'transfer',
  amount: 1,
  giver: ada,
  receiver: grace,
  actorId: ada.id,
  reason: null,
  ...over,
});
const audit = (over: Partial<AuditActivity>): AuditActivity => ({
  source: 'audit',
  id: '2',
  at: 0,
  kind: 'settings',
  guildId: null,
  actor: ada,
  action: 'economy.config.changed',
  target: null,
  fields: [],
  ...over,
});

test('a movement is told of whoever had a part in it', () => {
  expect(actorOf(ledger({}))).toEqual(ada);
  expect(actorOf(ledger({ type: 'daily', giver: system }))).toEqual(grace);
  expect(actorOf(audit({}))).toEqual(ada);
});

test.each([
  [ledger({}), `sent 1 byte to ${grace.id}`],
  [ledger({ amount: 1200, receiver: ada, reason: 'thanks' }), 'sent 1,200 bytes to ada: thanks'],
  [ledger({ type: 'daily', giver: system, amount: 20 }), 'earned 20 bytes for the day'],
  [ledger({ type: 'admin_adjust', giver: system, amount: 5 }), 'was credited 5 bytes by staff'],
  [ledger({ type: 'admin_adjust', receiver: system, amount: 5 }), 'lost 5 bytes by staff'],
  [audit({ fields: ['dailyAmount'] }), 'changed the settings of bytes (daily amount)'],
  [audit({ action: 'economy.person.erased' }), 'erased a person'],
])('%#: %j', (activity, sentence) => {
  expect(sentenceOf(activity)).toBe(sentence);
});
