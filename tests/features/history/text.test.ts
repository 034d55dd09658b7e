import { expect, test } from 'bun:test';
import { historyWording } from '../../../src/features/history/text.ts';

test('every refusal is a sentence that says what to do', () => {
  for (const sentence of Object.values(historyWording)) expect(sentence()).toMatch(/^[A-Z].*\.$/);
});
